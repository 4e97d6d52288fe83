using EdgeAgent.Domain;
using EdgeAgent.Recording;
using EdgeAgent.Search.Orders;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Pipeline;

/// <summary>What a pole keeps of all its cameras, and whom it looks for; what is null is not kept, or nobody.</summary>
internal sealed record CameraKeeping
{
    public RecordingStore? Recording { get; init; }

    /// <summary>Pictures of events.</summary>
    public IStillSink? Stills { get; init; }

    public OrderBook? Orders { get; init; }

    public SightingsIndex? Sightings { get; init; }
}
