using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Pipeline;

/// <summary>One frame and what was made of it; valid during the call that it is handed to.</summary>
internal readonly record struct AnalysedFrame(Frame Frame, IReadOnlyList<Track> Tracks, IReadOnlyList<EdgeEvent> Events)
{
    /// <summary>What those in sight look like, by all their views so far.</summary>
    public IReadOnlyList<TrackAppearance> Appearances { get; init; } = [];
}
