using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Hazards;

/// <summary>One place where a hazard is seen, by whatever tracks: flames flicker, and their tracks break.</summary>
internal sealed class Spot(Incident incident, Track track)
{
    public Incident Incident => incident;

    /// <summary>As last seen.</summary>
    public Track Track { get; private set; } = track;

    /// <summary>From the first sight to the last.</summary>
    public TimeSpan Held { get; private set; }

    public TimeSpan Unseen { get; private set; }

    public void Advance(TimeSpan elapsed)
    {
        Unseen += elapsed;
        incident.Advance(elapsed);
    }

    public void See(in Track track, MediaTime time)
    {
        Track = track;
        Held += Unseen;
        Unseen = TimeSpan.Zero;
        incident.See(track.Sight, time, track.Score);
    }

    /// <summary>Whether what this track shows is here.</summary>
    public bool Has(in Track track) => track.Id == Track.Id || track.Box.IntersectionOverUnion(Track.Box) > 0;
}
