using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Parking;

/// <summary>A vehicle stands in a zone (events.md of the design: <c>illegal-parking</c>). One place is told once.</summary>
internal sealed class ParkingRule(IllegalParkingOptions rule, RuleContext context) : IRule
{
    private readonly Zone _zone = context.Zone(rule.Zone);
    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(rule.MinimumSeconds);
    private readonly TimeSpan _lost = TimeSpan.FromSeconds(rule.LostSeconds);
    private readonly IReadOnlySet<int> _classIds = context.ClassIds(rule.Classes);
    private readonly ParkedVehicles _vehicles =
        new(context.ClassIds(rule.Classes), rule.MinimumOverlap, rule.MemoryMinutes * 60, rule.LostSeconds);

    public void Observe(in RuleFrame frame, List<RuleSignal> signals)
    {
        NoteClasses(frame);
        _vehicles.Observe(frame, signals);
        for (var i = 0; i < _vehicles.Places.Count; i++)
        {
            Look(_vehicles.Places[i], frame.Time, signals);
        }
    }

    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        for (var i = 0; i < _vehicles.Places.Count; i++)
        {
            _vehicles.Places[i].Incident?.End(time, reason, signals);
        }

        _vehicles.Finish(time, reason, signals);
    }

    private void Look(ParkedPlace place, MediaTime time, List<RuleSignal> signals)
    {
        if (place.IsLeft)
        {
            if (place.Unseen >= ParkedVehicles.Doubt)
            {
                place.Incident?.End(time, EndReason.Moved, signals);
            }
        }
        else if (place.Unseen >= _lost)
        {
            place.Incident?.End(time, EndReason.TrackLost, signals);
        }
        else if (place.Unseen == TimeSpan.Zero)
        {
            See(place, time, signals);
        }
    }

    private void See(ParkedPlace place, MediaTime time, List<RuleSignal> signals)
    {
        var track = place.Track;
        var inside = _zone.Contains(track.Box.FootPoint);
        context.Trace?.Note(rule.Id, track.Id, 1, "frames standing with its foot point inside the zone", inside ? 1 : 0, 1);
        if (place.Incident is { } incident)
        {
            if (incident.IsOpen)
            {
                incident.See(track);
                incident.See(track.Sight, time, track.Score);
                incident.UpdateIfBetter(time, signals);
            }
        }
        else if (inside)
        {
            context.Trace?.Note(rule.Id, track.Id, 2, "seconds standing", place.Standing.TotalSeconds, rule.MinimumSeconds);
            if (place.Standing >= _minimum)
            {
                // It stays with the place after its end, so that what is seen again there is not told twice.
                place.Incident = new Incident(rule, context, _zone.Id);
                place.Incident.See(track);
                place.Incident.See(track.Sight, time, track.Score);
                place.Incident.Start(time, signals);
            }
        }
    }

    private void NoteClasses(in RuleFrame frame)
    {
        for (var i = 0; context.Trace is not null && i < frame.Tracks.Count; i++)
        {
            var track = frame.Tracks[i];
            if (track.State == TrackState.Confirmed)
            {
                context.Trace.NoteClass(rule.Id, track.Id, _classIds.Contains(track.ClassId));
            }
        }
    }
}
