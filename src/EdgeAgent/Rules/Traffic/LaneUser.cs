using EdgeAgent.Domain;
using EdgeAgent.Rules.Presence;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Traffic;

/// <summary>A vehicle on, or near, a lane.</summary>
internal sealed class LaneUser(Track track, Movement movement, Incident incident) : Subject(track)
{
    public Movement Movement => movement;

    public Incident Incident => incident;

    public StayState State { get; set; }

    /// <summary>How long it has gone against the lane; null where it does not.</summary>
    public TimeSpan? Against { get; private set; }

    /// <summary>Where it began to.</summary>
    public NormalizedPoint From { get; private set; }

    /// <summary>How long ago it was last seen to go against it.</summary>
    public TimeSpan Otherwise { get; set; }

    public void GoAgainst(NormalizedPoint foot, TimeSpan since)
    {
        if (Against is { } time)
        {
            Against = time + since;
        }
        else
        {
            (Against, From) = (TimeSpan.Zero, foot);
        }

        Otherwise = TimeSpan.Zero;
    }

    public void Turn() => Against = null;
}
