using EdgeAgent.Domain;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Parking;

/// <summary>A vehicle's track, and the place where it stands if it does.</summary>
internal sealed class Vehicle(Track track, Standstill standstill) : Subject(track)
{
    public Standstill Standstill => standstill;

    /// <summary>Where its track began.</summary>
    public BoundingBox First { get; } = track.Box;

    public ParkedPlace? Place { get; set; }
}
