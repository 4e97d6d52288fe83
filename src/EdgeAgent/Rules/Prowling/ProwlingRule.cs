using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Parking;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Prowling;

/// <summary>One person stops at several parked vehicles (events.md of the design: <c>vehicle-prowling</c>).</summary>
internal sealed class ProwlingRule(VehicleProwlingOptions rule, RuleContext context)
    : TrackRule<Prowler>(rule, context, context.ClassIds(rule.Classes), rule.LostSeconds)
{
    /// <summary>Feet so far below a vehicle's lower edge, in heights of the person, are nearer to the camera than who is at it.</summary>
    private const double Before = 0.5;

    /// <summary>Who stands before a vehicle hides it; the tracker has lost it by then, its place stays.</summary>
    private const double VehicleLostSeconds = 60;

    private const double VehicleOverlap = 0.6;

    private readonly VehicleProwlingOptions _rule = rule;
    private readonly Zone? _zone = rule.Zone is { } zone ? context.Zone(zone) : null;
    private readonly TimeSpan _stop = TimeSpan.FromSeconds(rule.StopSeconds);
    private readonly TimeSpan _parked = TimeSpan.FromSeconds(rule.ParkedSeconds);
    private readonly TimeSpan _within = TimeSpan.FromSeconds(rule.WithinSeconds);
    private readonly ParkedVehicles _vehicles =
        new(context.ClassIds(rule.VehicleClasses), VehicleOverlap, rule.MemoryMinutes * 60, VehicleLostSeconds);

    private TimeSpan _now;

    protected override void Prepare(in RuleFrame frame, List<RuleSignal> signals)
    {
        _now += frame.Elapsed;
        _vehicles.Observe(frame, signals);
    }

    protected override Prowler Begin(in Track track, in RuleFrame frame)
    {
        Note(track.Id, 1, "seconds at a parked vehicle", 0, _rule.StopSeconds);
        var person = new Prowler(track, new Movement(track.Box.FootPoint, _stop), new Incident(Rule, Context, _zone?.Id));
        person.Incident.See(track);
        person.Incident.See(track.Sight, frame.Time, track.Score);
        return person;
    }

    protected override void See(Prowler subject, in Track track, in RuleFrame frame, List<RuleSignal> signals)
    {
        subject.Incident.See(track);
        subject.Incident.See(track.Sight, frame.Time, track.Score);
        Move(subject, track);
        if (subject.At is not { } place)
        {
            return;
        }

        var standing = subject.Movement.Age >= _stop
            && PictureDistance.Between(subject.Movement.From, track.Box.FootPoint, frame.Aspect) <= _rule.StopHeights * track.Box.Height;
        Note(track.Id, 1, "seconds at a parked vehicle", subject.Dwell.TotalSeconds, _rule.StopSeconds);
        if (subject.Dwell < _stop)
        {
            return;
        }

        Note(track.Id, 2, "times at a parked vehicle without walking on", standing ? 1 : 0, 1);
        if (standing && subject.Stop(place, _now))
        {
            Note(track.Id, 3, "parked vehicles stopped at", subject.Visits.Count, _rule.Vehicles);
        }
    }

    protected override void Pass(Prowler subject, in RuleFrame frame, List<RuleSignal> signals)
    {
        var incident = subject.Incident;
        incident.Advance(frame.Elapsed);
        subject.ForgetBefore(_now - _within);
        var count = subject.Visits.Count;
        if (count < _rule.Vehicles)
        {
            incident.End(frame.Time, EndReason.Cleared, signals);
            if (subject.IsTold)
            {
                subject.IsTold = false;
                incident.ForgetBest();
            }
        }
        else if (!subject.IsTold)
        {
            subject.IsTold = true;
            Describe(subject);
            incident.Start(frame.Time, signals);
        }
        else if (incident.MayUpdate && count > incident.Detail?.Count)
        {
            Describe(subject);
            incident.Update(frame.Time, signals);
        }
        else
        {
            incident.UpdateIfBetter(frame.Time, signals);
        }
    }

    protected override void End(Prowler subject, MediaTime time, string reason, List<RuleSignal> signals) =>
        subject.Incident.End(time, reason, signals);

    protected override void Close(MediaTime time, string reason, List<RuleSignal> signals) => _vehicles.Finish(time, reason, signals);

    private void Move(Prowler subject, in Track track)
    {
        var foot = track.Box.FootPoint;
        subject.Movement.See(foot, subject.Unseen);
        if (subject.IsLost || _zone?.Contains(foot) == false)
        {
            subject.Movement.Restart(foot);
            subject.GoTo(null);
        }
        else if (subject.At is { IsLeft: false } place && IsAt(track.Box, place.Track.Box))
        {
            subject.Dwell += subject.Unseen;
        }
        else
        {
            subject.GoTo(Nearest(track.Box));
        }
    }

    /// <summary>Of the parked vehicles within reach the one whose middle is nearest, in its own widths.</summary>
    private ParkedPlace? Nearest(in BoundingBox person)
    {
        var (nearest, least) = ((ParkedPlace?)null, double.MaxValue);
        for (var i = 0; i < _vehicles.Places.Count; i++)
        {
            var place = _vehicles.Places[i];
            var box = place.Track.Box;
            if (place.IsLeft || place.Standing < _parked || !IsAt(person, box))
            {
                continue;
            }

            var distance = Math.Abs(person.FootPoint.X - box.FootPoint.X) / box.Width;
            if (distance < least)
            {
                (nearest, least) = (place, distance);
            }
        }

        return nearest;
    }

    private bool IsAt(in BoundingBox person, in BoundingBox vehicle)
    {
        var reach = (float)_rule.ReachWidths * person.Width;
        return person.X - reach <= vehicle.Right && person.Right + reach >= vehicle.X
            && person.Y <= vehicle.Bottom && person.Bottom >= vehicle.Y
            && person.Bottom <= vehicle.Bottom + (Before * person.Height);
    }

    private void Describe(Prowler subject) => subject.Incident.Detail = new EventDetail
    {
        Count = subject.Visits.Count,
        Parties =
        [
            .. subject.Visits.Select(visit => visit.Place.Track).Select(vehicle =>
                new EventParty(vehicle.Id, Context.Labels[vehicle.ClassId], vehicle.Box, vehicle.LastSeen)),
        ],
    };
}
