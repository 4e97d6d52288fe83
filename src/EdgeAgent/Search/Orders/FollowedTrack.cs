using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>One track as the watch knows it.</summary>
internal sealed class FollowedTrack
{
    private HashSet<string>? _fired;

    public Track Track { get; private set; }

    public TrackAppearance Appearance { get; private set; }

    /// <summary>It is matched in this frame.</summary>
    public bool IsSeen { get; private set; }

    /// <summary>The frame in which the tracker last named it.</summary>
    public long Frame { get; private set; }

    /// <summary>What is known of it, or who is looked for, has changed since it was last scored.</summary>
    public bool IsDue { get; set; } = true;

    public void Look(in Track track, long frame)
    {
        (Track, Frame) = (track, frame);
        IsSeen = track.State == TrackState.Confirmed;
    }

    public void Learn(in TrackAppearance appearance)
    {
        IsDue |= appearance != Appearance;
        Appearance = appearance;
    }

    public bool HasFired(string order) => _fired is not null && _fired.Contains(order);

    public void Fire(string order) => (_fired ??= new(StringComparer.Ordinal)).Add(order);
}
