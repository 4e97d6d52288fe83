using EdgeAgent.Domain;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Parking;

/// <summary>Keeps the places where vehicles stand: the same vehicle has the same place while it has not moved, whatever its track's id.</summary>
/// <param name="classIds">Of vehicles.</param>
/// <param name="minimumOverlap">With the box where it stands; below it, it has moved.</param>
/// <param name="memorySeconds">For which a place is remembered whose vehicle is not seen.</param>
/// <param name="lostSeconds">For which a vehicle that is not seen goes on standing there.</param>
internal sealed class ParkedVehicles(IReadOnlySet<int> classIds, double minimumOverlap, double memorySeconds, double lostSeconds)
    : TrackFollower<Vehicle>(classIds, lostSeconds)
{
    /// <summary>More than any picture holds; beyond it the place that has been out of sight for longest makes room.</summary>
    private const int MostPlaces = 1024;

    /// <summary>A van that is now called car, now truck.</summary>
    private const float OtherClassOverlap = 0.7f;

    /// <summary>The share of a box that lies in a place where it began.</summary>
    private const float Within = 0.7f;

    /// <summary>Elsewhere for so long, a vehicle has moved; at rest for so long, it stands.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    /// <summary>What passes before a vehicle may take its track along: for so long it is in doubt whether it has left.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromSeconds(10);

    private readonly List<ParkedPlace> _places = [];
    private readonly TimeSpan _memory = TimeSpan.FromSeconds(Math.Max(memorySeconds, lostSeconds));
    private readonly TimeSpan _lost = TimeSpan.FromSeconds(lostSeconds);
    private int _lastNumber;

    public IReadOnlyList<ParkedPlace> Places => _places;

    protected override void Prepare(in RuleFrame frame, List<RuleSignal> signals)
    {
        for (var i = _places.Count - 1; i >= 0; i--)
        {
            var place = _places[i];
            place.Advance(frame.Elapsed);
            place.Incident?.Advance(frame.Elapsed);
            if (place.Unseen >= (place.IsLeft ? Doubt : _memory) && place.Incident is not { IsOpen: true })
            {
                place.IsLeft = true;
                _places.RemoveAt(i);
            }
        }
    }

    protected override Vehicle Begin(in Track track, in RuleFrame frame) => new(track, new Standstill(track.Box, minimumOverlap, Settle));

    protected override void See(Vehicle subject, in Track track, in RuleFrame frame, List<RuleSignal> signals)
    {
        var moved = subject.Standstill.See(track.Box, subject.Unseen);
        if (subject.Place is { } place && (moved || place.IsLeft || place.Track.Id != track.Id))
        {
            // Another track may have taken the vehicle over, and then it is not this one's to leave.
            place.IsLeft |= moved && place.Track.Id == track.Id;
            subject.Place = null;
        }

        if (subject.Place is { } kept)
        {
            if (!subject.Standstill.IsAway)
            {
                kept.Standing = subject.IsLost ? TimeSpan.Zero : kept.Standing + kept.Unseen;
                kept.See(track);
            }
        }
        else if (subject.Standstill.Time >= Settle)
        {
            subject.Place = Take(subject, track);
        }
    }

    protected override void Close(MediaTime time, string reason, List<RuleSignal> signals) => _places.Clear();

    /// <summary>The place where it stands: one whose vehicle is out of sight, or a new one; null where another track of the vehicle has it.</summary>
    private ParkedPlace? Take(Vehicle subject, in Track track)
    {
        foreach (var known in _places)
        {
            // One that came there was not hidden there.
            if (!IsAt(known, track) || (known.IsLeft && !BeganWithin(subject.First, known.Track.Box)))
            {
                continue;
            }

            if (known.Unseen == TimeSpan.Zero)
            {
                return null;
            }

            // Hidden for longer, nobody knows that it stood there.
            known.IsLeft = false;
            known.Standing = known.Unseen < _lost ? known.Standing + known.Unseen : subject.Standstill.Time;
            known.See(track);
            return known;
        }

        if (!MakeRoom())
        {
            return null;
        }

        var place = new ParkedPlace(++_lastNumber) { Standing = subject.Standstill.Time };
        place.See(track);
        _places.Add(place);
        return place;
    }

    /// <summary>What is uncovered by and by begins as a part of itself.</summary>
    private static bool BeganWithin(in BoundingBox first, in BoundingBox place) => first.Intersection(place) >= Within * first.Area;

    private bool IsAt(ParkedPlace place, in Track track)
    {
        var overlap = place.Track.Box.IntersectionOverUnion(track.Box);
        return overlap >= (place.Track.ClassId == track.ClassId ? minimumOverlap : Math.Max(OtherClassOverlap, minimumOverlap));
    }

    private bool MakeRoom()
    {
        if (_places.Count < MostPlaces)
        {
            return true;
        }

        var oldest = -1;
        for (var i = 0; i < _places.Count; i++)
        {
            if (_places[i] is { Unseen.Ticks: > 0, Incident: null or { IsOpen: false } } && (oldest < 0 || _places[i].Unseen > _places[oldest].Unseen))
            {
                oldest = i;
            }
        }

        if (oldest >= 0)
        {
            _places[oldest].IsLeft = true;
            _places.RemoveAt(oldest);
        }

        return oldest >= 0;
    }
}
