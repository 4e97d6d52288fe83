using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Hazards;

/// <summary>Something that the model has a class for is seen at a place for a while (events.md of the design: <c>fire-smoke</c>, <c>fight</c>).</summary>
internal sealed class HazardRule(HazardOptions rule, RuleContext context) : IRule
{
    /// <summary>Beyond it, what else is seen belongs to no event: a picture that is full of them has been told.</summary>
    private const int MostSpots = 64;

    private readonly IReadOnlySet<int> _classIds = context.ClassIds(rule.Classes);
    private readonly Zone? _zone = rule.Zone is { } zone ? context.Zone(zone) : null;
    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(rule.MinimumSeconds);
    private readonly TimeSpan _gap = TimeSpan.FromSeconds(rule.GapSeconds);
    private readonly TimeSpan _clear = TimeSpan.FromSeconds(rule.ClearSeconds);
    private readonly List<Spot> _spots = [];

    public void Observe(in RuleFrame frame, List<RuleSignal> signals)
    {
        if (frame.Elapsed >= RuleFrame.LongestStep)
        {
            Finish(frame.Time, EndReason.Cleared, signals);
        }

        foreach (var spot in _spots)
        {
            spot.Advance(frame.Elapsed);
        }

        for (var i = 0; i < frame.Tracks.Count; i++)
        {
            var track = frame.Tracks[i];
            if (track.State == TrackState.Confirmed && Counts(track))
            {
                See(track, frame.Time, signals);
            }
        }

        // After the sights: where frames come slowly, the time between two of them is no gap.
        for (var i = _spots.Count - 1; i >= 0; i--)
        {
            var spot = _spots[i];
            if (spot.Unseen >= (spot.Incident.IsOpen ? _clear : _gap))
            {
                spot.Incident.End(frame.Time, EndReason.Cleared, signals);
                _spots.RemoveAt(i);
            }
        }
    }

    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        foreach (var spot in _spots)
        {
            spot.Incident.End(time, reason, signals);
        }

        _spots.Clear();
    }

    private bool Counts(in Track track)
    {
        var ofClass = _classIds.Contains(track.ClassId);
        context.Trace?.NoteClass(rule.Id, track.Id, ofClass);
        if (!ofClass || _zone is null)
        {
            return ofClass;
        }

        var inside = _zone.Contains(track.Box.FootPoint);
        context.Trace?.Note(rule.Id, track.Id, 1, "frames with its foot point inside the zone", inside ? 1 : 0, 1);
        return inside;
    }

    private void See(in Track track, MediaTime time, List<RuleSignal> signals)
    {
        var spot = Find(track);
        if (spot is null)
        {
            if (_spots.Count == MostSpots)
            {
                return;
            }

            spot = new Spot(new Incident(rule, context, _zone?.Id), track);
            _spots.Add(spot);
        }

        spot.See(track, time);
        context.Trace?.Note(rule.Id, track.Id, 2, "seconds seen at its place", spot.Held.TotalSeconds, rule.MinimumSeconds);
        if (!spot.Incident.IsOpen && spot.Held >= _minimum)
        {
            spot.Incident.See(track);
            spot.Incident.Start(time, signals);
        }
        else
        {
            spot.Incident.UpdateIfBetter(time, signals);
        }
    }

    private Spot? Find(in Track track)
    {
        foreach (var spot in _spots)
        {
            if (spot.Has(track))
            {
                return spot;
            }
        }

        return null;
    }
}
