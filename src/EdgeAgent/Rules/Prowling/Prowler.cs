using EdgeAgent.Domain;
using EdgeAgent.Rules.Parking;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Prowling;

/// <summary>A person who may stop at parked vehicles.</summary>
internal sealed class Prowler(Track track, Movement movement, Incident incident) : Subject(track)
{
    private readonly List<Visit> _visits = [];

    public Movement Movement => movement;

    public Incident Incident => incident;

    /// <summary>Where the person is; null where at no parked vehicle.</summary>
    public ParkedPlace? At { get; private set; }

    /// <summary>How long the person has been there.</summary>
    public TimeSpan Dwell { get; set; }

    /// <summary>Vehicles stopped at.</summary>
    public IReadOnlyList<Visit> Visits => _visits;

    /// <summary>It has been told, and is not told again while the visits last.</summary>
    public bool IsTold { get; set; }

    public void GoTo(ParkedPlace? place) => (At, Dwell) = (place, TimeSpan.Zero);

    /// <summary>The person has stopped there; true where that is another vehicle.</summary>
    public bool Stop(ParkedPlace place, TimeSpan now)
    {
        for (var i = 0; i < _visits.Count; i++)
        {
            if (_visits[i].Place.Number == place.Number)
            {
                _visits[i] = new Visit(place, now);
                return false;
            }
        }

        _visits.Add(new Visit(place, now));
        return true;
    }

    public void ForgetBefore(TimeSpan time)
    {
        for (var i = _visits.Count - 1; i >= 0; i--)
        {
            if (_visits[i].At < time)
            {
                _visits.RemoveAt(i);
            }
        }
    }
}
