using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Presence;

/// <summary>An object's foot point is inside a zone for a while (events.md of the design: <c>intrusion</c>, <c>loitering</c>).</summary>
/// <param name="rule">That it is.</param>
/// <param name="context">Of the rule.</param>
/// <param name="zoneId">The zone.</param>
/// <param name="classIds">That count.</param>
/// <param name="minimumSeconds">Inside before it fires.</param>
/// <param name="clearSeconds">Outside before it ends.</param>
/// <param name="lostSeconds">Out of sight inside before it ends; shorter losses count as presence.</param>
/// <param name="graceSeconds">Outside before the time inside begins anew.</param>
internal sealed class PresenceRule(
    RuleOptions rule,
    RuleContext context,
    string zoneId,
    IReadOnlySet<int> classIds,
    double minimumSeconds,
    double clearSeconds,
    double lostSeconds,
    double graceSeconds = 0) : IRule
{
    private readonly Zone _zone = context.Zone(zoneId);
    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(minimumSeconds);
    private readonly TimeSpan _clear = TimeSpan.FromSeconds(clearSeconds);
    private readonly TimeSpan _lost = TimeSpan.FromSeconds(lostSeconds);
    private readonly TimeSpan _grace = TimeSpan.FromSeconds(graceSeconds);
    private readonly Dictionary<int, Stay> _stays = [];
    private long _frame;

    public void Observe(in RuleFrame frame, List<RuleSignal> signals)
    {
        _frame++;
        for (var i = 0; i < frame.Tracks.Count; i++)
        {
            var track = frame.Tracks[i];
            if (!_stays.TryGetValue(track.Id, out var stay))
            {
                if (track.State != TrackState.Confirmed || !IsOfClass(track))
                {
                    continue;
                }

                stay = new Stay(new Incident(rule, context, _zone.Id), track, frame.Time, _zone.Contains(track.Box.FootPoint)) { Frame = _frame };
                _stays.Add(track.Id, stay);
                Note(stay);
                continue;
            }

            stay.Frame = _frame;
            stay.Advance(frame.Elapsed);
            switch (track.State)
            {
                case TrackState.Confirmed:
                    See(stay, track, frame.Time, signals);
                    break;
                case TrackState.Removed:
                    stay.Incident.End(frame.Time, stay.Inside ? EndReason.TrackLost : EndReason.LeftZone, signals);
                    _stays.Remove(track.Id);
                    break;
                default:
                    Miss(stay, frame.Time, signals);
                    break;
            }
        }

        MissUntold(frame, signals);
    }

    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        foreach (var stay in _stays.Values)
        {
            stay.Incident.End(time, reason, signals);
        }

        _stays.Clear();
    }

    private bool IsOfClass(in Track track)
    {
        var counts = classIds.Contains(track.ClassId);
        context.Trace?.Note(rule.Id, track.Id, 0, "of a class that counts", counts ? 1 : 0, 1);
        return counts;
    }

    private void See(Stay stay, Track track, MediaTime time, List<RuleSignal> signals)
    {
        if (!_zone.Contains(track.Box.FootPoint))
        {
            stay.SeeOutside(track);
            if (stay.OutsideTime >= _grace)
            {
                stay.ForgetInside();
            }

            EndIfLeft(stay, time, signals);
            Note(stay);
            return;
        }

        var insideBefore = stay.Inside;
        stay.SeeInside(track, time, SinceEntry(stay, track));
        Note(stay);
        if (stay.State == StayState.Pending && insideBefore && stay.InsideTime >= _minimum)
        {
            stay.State = StayState.Open;
            stay.Incident.Start(time, signals);
        }
        else
        {
            stay.Incident.UpdateIfBetter(time, signals);
        }
    }

    private void Note(Stay stay)
    {
        context.Trace?.Note(rule.Id, stay.Track.Id, 1, "with its foot point inside the zone", stay.Inside ? 1 : 0, 1);
        if (stay.Inside)
        {
            context.Trace?.Note(rule.Id, stay.Track.Id, 2, "seconds inside the zone", stay.InsideTime.TotalSeconds, minimumSeconds);
        }
    }

    /// <summary>
    /// How long the track has been inside since it was last seen: on the way from an outside foot point, from where the straight line
    /// between the two enters the zone, so that a slow frame rate does not delay the start by up to a frame.
    /// </summary>
    private TimeSpan SinceEntry(Stay stay, Track track)
    {
        if (stay.UnseenTime >= _lost)
        {
            // Out of sight for so long that nobody knows where it was.
            stay.ForgetInside();
            return TimeSpan.Zero;
        }

        if (stay.Inside)
        {
            return stay.UnseenTime;
        }

        var (from, to) = (stay.Track.Box.FootPoint, track.Box.FootPoint);
        var (outside, inside) = (0f, 1f);
        while (inside - outside > 1f / 64)
        {
            var middle = (outside + inside) / 2;
            var point = new NormalizedPoint(from.X + ((to.X - from.X) * middle), from.Y + ((to.Y - from.Y) * middle));
            (outside, inside) = _zone.Contains(point) ? (outside, middle) : (middle, inside);
        }

        return stay.UnseenTime * (1 - inside);
    }

    private void Miss(Stay stay, MediaTime time, List<RuleSignal> signals)
    {
        EndIfLeft(stay, time, signals);
        if (stay.State == StayState.Open && stay.UnseenTime >= _lost)
        {
            stay.Incident.End(time, EndReason.TrackLost, signals);
            stay.State = StayState.Spent;
        }
    }

    /// <summary>Tracks that the frame does not tell of at all: their tracker was replaced.</summary>
    private void MissUntold(in RuleFrame frame, List<RuleSignal> signals)
    {
        foreach (var (id, stay) in _stays)
        {
            if (stay.Frame == _frame)
            {
                continue;
            }

            stay.Advance(frame.Elapsed);
            Miss(stay, frame.Time, signals);
            if (stay.State != StayState.Open && stay.UnseenTime >= _lost)
            {
                _stays.Remove(id);
            }
        }
    }

    private void EndIfLeft(Stay stay, MediaTime time, List<RuleSignal> signals)
    {
        if (!stay.Inside && stay.OutsideTime >= _clear)
        {
            stay.Incident.End(time, EndReason.LeftZone, signals);
            stay.State = StayState.Pending;
            stay.Incident.ForgetBest();
        }
    }
}
