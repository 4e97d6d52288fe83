using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>A match from the first frame in which it fitted: its start, the updates that are worth one, its end.</summary>
internal sealed class OpenMatch
{
    /// <summary>By how much the score must have risen to be worth an update.</summary>
    private const float Rise = 0.1f;

    /// <summary>How far below the order's least score it must fall to be told, so that one that wavers about it says nothing.</summary>
    private const float Fall = 0.15f;

    // A view that is hardly better is none: the box would jump about.
    private const float Better = 1.2f;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Repeat = TimeSpan.FromMinutes(1);

    private long _occurrence;
    private MediaTime _start;
    private (BoundingBox Box, MediaTime Time, float Score) _best;
    private float _bestQuality;
    private MediaTime _toldAt;
    private float _told;

    public OpenMatch(LiveOrder order, FollowedTrack track, float score, MediaTime time)
    {
        (Order, Track, Score, Since) = (order, track, score, time);
        Look(time);
    }

    public LiveOrder Order { get; set; }

    public FollowedTrack Track { get; }

    /// <summary>The frame from which on it has fitted.</summary>
    public MediaTime Since { get; }

    /// <summary>0–1, by all that is known of the track now.</summary>
    public float Score { get; set; }

    private bool IsDoubtful(float score) => score < Order.Order.LeastScore - Fall;

    /// <summary>Keeps the view if it is the best so far. Only where the track is seen in this frame.</summary>
    public void Look(MediaTime time)
    {
        var track = Track.Track;
        var quality = track.Score * MathF.Sqrt(track.Sight.ClampToPicture().Area);
        if (quality > _bestQuality * Better || _bestQuality == 0)
        {
            (_best, _bestQuality) = ((track.Sight, time, track.Score), quality);
        }
    }

    /// <summary>Keeps this view instead of any before: the picture of its start is of that frame.</summary>
    public void Renew(MediaTime time)
    {
        _bestQuality = 0;
        Look(time);
    }

    /// <summary>It is in view, and something of it is news.</summary>
    public bool IsUpdateDue(MediaTime time)
    {
        var since = time - _toldAt;
        return since >= Repeat || (since >= Least && (Score >= _told + Rise || (IsDoubtful(Score) && !IsDoubtful(_told))));
    }

    public OrderSignal Begin(long occurrence, MediaTime time)
    {
        (_occurrence, _start) = (occurrence, time);
        return Tell(EventPhase.Start, time);
    }

    public OrderSignal Tell(EventPhase phase, MediaTime time, string? reason = null)
    {
        (_toldAt, _told) = (time, Score);
        return new OrderSignal
        {
            Order = Order,
            Phase = phase,
            Occurrence = _occurrence,
            Time = time,
            StartTime = _start,
            Track = Track.Track,
            Appearance = Track.Appearance,
            Best = _best,
            Reason = reason,
        };
    }
}
