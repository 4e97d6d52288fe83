using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Parking;

/// <summary>Where one vehicle stands, remembered while it is hidden and whatever new ids its tracks get.</summary>
/// <param name="number">Of the place, from 1.</param>
internal sealed class ParkedPlace(int number)
{
    public int Number => number;

    /// <summary>The vehicle as last seen.</summary>
    public Track Track { get; private set; }

    /// <summary>How long it has stood there, hidden for short included.</summary>
    public TimeSpan Standing { get; set; }

    /// <summary>How long ago it was last seen.</summary>
    public TimeSpan Unseen { get; private set; }

    /// <summary>Its track has moved away: the place is forgotten, unless the vehicle turns out to stand there still.</summary>
    public bool IsLeft { get; set; }

    /// <summary>What a rule tells it as, if one does.</summary>
    public Incident? Incident { get; set; }

    public void Advance(TimeSpan elapsed) => Unseen += elapsed;

    public void See(in Track track)
    {
        Track = track;
        Unseen = TimeSpan.Zero;
    }
}
