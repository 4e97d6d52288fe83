using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Presence;

/// <summary>One track's time in and around a zone.</summary>
internal sealed class Stay
{
    public Stay(Incident incident, Track track, MediaTime time, bool inside)
    {
        Incident = incident;
        if (inside)
        {
            SeeInside(track, time, TimeSpan.Zero);
        }
        else
        {
            SeeOutside(track);
        }
    }

    /// <summary>What it is told as.</summary>
    public Incident Incident { get; }

    public StayState State { get; set; }

    /// <summary>As last seen (confirmed).</summary>
    public Track Track { get; private set; }

    /// <summary>Whether it was inside when last seen.</summary>
    public bool Inside { get; private set; }

    /// <summary>How long it has been inside since <see cref="ForgetInside"/>.</summary>
    public TimeSpan InsideTime { get; private set; }

    /// <summary>How long ago it was first seen outside, if it has not been seen inside since.</summary>
    public TimeSpan OutsideTime { get; private set; }

    public TimeSpan UnseenTime { get; private set; }

    /// <summary>Number of the last frame that told of the track, seen or not.</summary>
    public long Frame { get; set; }

    public void Advance(TimeSpan elapsed)
    {
        UnseenTime += elapsed;
        Incident.Advance(elapsed);
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

        See(track, inside: false);
    }

    /// <param name="track">As seen.</param>
    /// <param name="time">Of the frame.</param>
    /// <param name="sinceEntry">How much of the time since it was last seen counts as inside.</param>
    public void SeeInside(Track track, MediaTime time, TimeSpan sinceEntry)
    {
        InsideTime += sinceEntry;
        OutsideTime = TimeSpan.Zero;
        See(track, inside: true);
        Incident.See(track.Sight, time, track.Score);
    }

    /// <summary>It was outside, or out of sight for so long that nobody knows where it was.</summary>
    public void ForgetInside() => InsideTime = TimeSpan.Zero;

    private void See(Track track, bool inside)
    {
        Track = track;
        Inside = inside;
        UnseenTime = TimeSpan.Zero;
        Incident.See(track);
    }
}
