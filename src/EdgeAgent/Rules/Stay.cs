using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>One track's time in and around a zone.</summary>
internal sealed class Stay
{
    public Stay(Track track, MediaTime time, bool inside)
    {
        if (inside)
        {
            SeeInside(track, time, TimeSpan.Zero);
        }
        else
        {
            SeeOutside(track);
        }
    }

    public StayState State { get; set; }

    /// <summary>As last seen (confirmed).</summary>
    public Track Track { get; private set; }

    /// <summary>Whether it was inside when last seen.</summary>
    public bool Inside { get; private set; }

    /// <summary>How long it has been inside without being seen outside.</summary>
    public TimeSpan InsideTime { get; private set; }

    /// <summary>How long ago it was first seen outside, if it has not been seen inside since.</summary>
    public TimeSpan OutsideTime { get; private set; }

    public TimeSpan UnseenTime { get; private set; }

    public TimeSpan TimeSinceSent { get; private set; }

    public float SentScore { get; private set; }

    /// <summary>Number of the last frame that told of the track, seen or not.</summary>
    public long Frame { get; set; }

    public long Occurrence { get; set; }

    public MediaTime StartTime { get; set; }

    public BoundingBox BestBox { get; private set; }

    public MediaTime BestBoxTime { get; private set; }

    public float BestScore { get; private set; } = -1;

    public void Advance(TimeSpan elapsed)
    {
        UnseenTime += elapsed;
        TimeSinceSent += elapsed;
        if (!Inside)
        {
            OutsideTime += elapsed;
        }
    }

    public void SeeOutside(Track track)
    {
        if (Inside)
        {
            OutsideTime = TimeSpan.Zero;
        }

        InsideTime = TimeSpan.Zero;
        See(track, inside: false);
    }

    /// <param name="track">As seen.</param>
    /// <param name="time">Of the frame.</param>
    /// <param name="sinceEntry">How much of the time since it was last seen counts as inside.</param>
    public void SeeInside(Track track, MediaTime time, TimeSpan sinceEntry)
    {
        InsideTime = Inside ? InsideTime + sinceEntry : sinceEntry;
        OutsideTime = TimeSpan.Zero;
        See(track, inside: true);
        if (track.Score > BestScore)
        {
            (BestBox, BestBoxTime, BestScore) = (track.Box, time, track.Score);
        }
    }

    /// <summary>It was out of sight for so long that nobody knows where it was.</summary>
    public void ForgetInside() => InsideTime = TimeSpan.Zero;

    /// <summary>The next event of this track has a best view of its own.</summary>
    public void ForgetBest() => BestScore = -1;

    public void MarkSent()
    {
        TimeSinceSent = TimeSpan.Zero;
        SentScore = BestScore;
    }

    private void See(Track track, bool inside)
    {
        Track = track;
        Inside = inside;
        UnseenTime = TimeSpan.Zero;
    }
}
