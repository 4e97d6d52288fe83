using EdgeAgent.Domain;
using EdgeAgent.Rules.Tracks;

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
    double graceSeconds = 0) : TrackRule<Stay>(rule, context, classIds, lostSeconds)
{
    private readonly Zone _zone = context.Zone(zoneId);
    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(minimumSeconds);
    private readonly TimeSpan _clear = TimeSpan.FromSeconds(clearSeconds);
    private readonly TimeSpan _grace = TimeSpan.FromSeconds(graceSeconds);

    protected override Stay Begin(in Track track, in RuleFrame frame)
    {
        var stay = new Stay(track, new Incident(Rule, Context, _zone.Id));
        if (_zone.Contains(track.Box.FootPoint))
        {
            stay.SeeInside(track, frame.Time, TimeSpan.Zero);
        }
        else
        {
            stay.SeeOutside(track);
        }

        Note(stay);
        return stay;
    }

    protected override void See(Stay subject, in Track track, in RuleFrame frame, List<RuleSignal> signals)
    {
        if (subject.IsLost)
        {
            // Out of sight for so long that nobody knows where it was.
            subject.ForgetInside();
        }

        if (!_zone.Contains(track.Box.FootPoint))
        {
            subject.SeeOutside(track);
            if (subject.OutsideTime >= _grace)
            {
                subject.ForgetInside();
            }

            Note(subject);
            return;
        }

        var insideBefore = subject.Inside;
        subject.SeeInside(track, frame.Time, SinceEntry(subject, track));
        Note(subject);
        if (subject.State == StayState.Pending && insideBefore && subject.InsideTime >= _minimum)
        {
            subject.State = StayState.Open;
            subject.Incident.Start(frame.Time, signals);
        }
        else
        {
            subject.Incident.UpdateIfBetter(frame.Time, signals);
        }
    }

    /// <summary>Outside for long enough it has left, and the next time is another.</summary>
    protected override void Pass(Stay subject, in RuleFrame frame, List<RuleSignal> signals)
    {
        if (!subject.Inside && subject.OutsideTime >= _clear)
        {
            subject.Incident.End(frame.Time, EndReason.LeftZone, signals);
            subject.Incident.ForgetBest();
            subject.State = StayState.Pending;
        }
    }

    /// <summary>Who was last seen outside has left, though not for long enough yet.</summary>
    protected override void End(Stay subject, MediaTime time, string reason, List<RuleSignal> signals)
    {
        if (subject.State == StayState.Open)
        {
            subject.Incident.End(time, reason == EndReason.TrackLost && !subject.Inside ? EndReason.LeftZone : reason, signals);
            subject.State = StayState.Spent;
        }
    }

    private void Note(Stay stay)
    {
        Note(stay.Track.Id, 1, "with its foot point inside the zone", stay.Inside ? 1 : 0, 1);
        if (stay.Inside)
        {
            Note(stay.Track.Id, 2, "seconds inside the zone", stay.InsideTime.TotalSeconds, minimumSeconds);
        }
    }

    /// <summary>
    /// How long the track has been inside since it was last seen: on the way from an outside foot point, from where the straight line
    /// between the two enters the zone, so that a slow frame rate does not delay the start by up to a frame.
    /// </summary>
    private TimeSpan SinceEntry(Stay stay, in Track track)
    {
        if (stay.IsLost)
        {
            return TimeSpan.Zero;
        }

        if (stay.Inside)
        {
            return stay.Unseen;
        }

        var (from, to) = (stay.Track.Box.FootPoint, track.Box.FootPoint);
        var (outside, inside) = (0f, 1f);
        while (inside - outside > 1f / 64)
        {
            var middle = (outside + inside) / 2;
            var point = new NormalizedPoint(from.X + ((to.X - from.X) * middle), from.Y + ((to.Y - from.Y) * middle));
            (outside, inside) = _zone.Contains(point) ? (outside, middle) : (middle, inside);
        }

        return stay.Unseen * (1 - inside);
    }
}
