using EdgeAgent.Domain;
using EdgeAgent.Rules.Lines;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Traffic;

/// <summary>A track that is counted at most once each way.</summary>
internal sealed class CountedTrack(Track track, LineCrossing crossing) : Subject(track)
{
    private bool _right;
    private bool _left;

    public LineCrossing Crossing => crossing;

    public Travel Travel { get; } = new(track.Box);

    /// <summary>Whether this is its first crossing that way.</summary>
    public bool Count(LineDirection direction)
    {
        ref var counted = ref direction == LineDirection.ToRight ? ref _right : ref _left;
        return !counted && (counted = true);
    }
}
