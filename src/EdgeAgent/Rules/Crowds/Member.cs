using EdgeAgent.Domain;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Crowds;

/// <summary>Somebody who may be one of a crowd.</summary>
internal sealed class Member(Track track) : Subject(track)
{
    /// <summary>Whether the foot point was in the zone when last seen.</summary>
    public bool Inside { get; set; }
}
