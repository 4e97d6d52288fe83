using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>What one picture is about; everything else on it stands back.</summary>
internal sealed record PictureFocus
{
    /// <summary>Ids of its subjects.</summary>
    public ImmutableArray<int> Tracks { get; init; } = [];

    /// <summary>Ids of zones and lines that matter.</summary>
    public ImmutableArray<string> Areas { get; init; } = [];

    /// <summary>Where it was seen best, for a subject that is no track, or that the detector does not see now.</summary>
    public BoundingBox? Thing { get; init; }

    /// <summary>Who else has to do with it.</summary>
    public ImmutableArray<EventParty> Parties { get; init; } = [];

    /// <summary>Something fired.</summary>
    public bool Alarming { get; init; } = true;

    public static PictureFocus Of(EdgeEvent edgeEvent) => new()
    {
        Tracks = edgeEvent.Tracks,
        Areas = [.. new[] { edgeEvent.Zone, edgeEvent.Line }.OfType<string>()],
        Thing = edgeEvent.BestBox,
        Parties = edgeEvent.Detail?.Parties ?? [],
    };
}
