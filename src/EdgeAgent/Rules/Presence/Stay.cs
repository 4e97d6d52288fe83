using EdgeAgent.Domain;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Presence;

/// <summary>One track's time in and around a zone.</summary>
internal sealed class Stay(Track track, Incident incident) : Subject(track)
{
    /// <summary>What it is told as.</summary>
    public Incident Incident => incident;

    public StayState State { get; set; }

    /// <summary>Whether it was inside when last seen.</summary>
    public bool Inside { get; private set; }

    /// <summary>How long it has been inside since <see cref="ForgetInside"/>.</summary>
    public TimeSpan InsideTime { get; private set; }

    /// <summary>How long ago it was first seen outside, if it has not been seen inside since.</summary>
    public TimeSpan OutsideTime { get; private set; }

    public override void Advance(TimeSpan elapsed)
    {
        base.Advance(elapsed);
        incident.Advance(elapsed);
        if (!Inside)
        {
            OutsideTime += elapsed;
        }
    }

    public void SeeOutside(in Track track)
    {
        if (Inside)
        {
            OutsideTime = TimeSpan.Zero;
        }

        Inside = false;
        incident.See(track);
    }

    /// <param name="track">As seen.</param>
    /// <param name="time">Of the frame.</param>
    /// <param name="sinceEntry">How much of the time since it was last seen counts as inside.</param>
    public void SeeInside(in Track track, MediaTime time, TimeSpan sinceEntry)
    {
        InsideTime += sinceEntry;
        OutsideTime = TimeSpan.Zero;
        Inside = true;
        incident.See(track);
        incident.See(track.Sight, time, track.Score);
    }

    /// <summary>It was outside, or out of sight for so long that nobody knows where it was.</summary>
    public void ForgetInside() => InsideTime = TimeSpan.Zero;
}
