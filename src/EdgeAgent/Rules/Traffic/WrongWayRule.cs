using EdgeAgent.Domain;
using EdgeAgent.Rules.Presence;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Traffic;

/// <summary>A vehicle moves against a lane's direction (events.md of the design: <c>wrong-way</c>).</summary>
internal sealed class WrongWayRule(WrongWayOptions rule, RuleContext context)
    : TrackRule<LaneUser>(rule, context, context.ClassIds(rule.Classes), rule.LostSeconds)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    /// <summary>Not against the lane for so long, it has to begin anew.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.5);

    private readonly WrongWayOptions _rule = rule;
    private readonly Zone _zone = context.Zone(rule.Zone);
    private readonly Line _lane = context.Line(rule.Lane);
    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(rule.MinimumSeconds);
    private readonly TimeSpan _clear = TimeSpan.FromSeconds(rule.ClearSeconds);
    private readonly double _greatestCosine = Math.Cos(rule.MinimumAngle / 180 * Math.PI);

    /// <summary>What jitters for two seconds has not come as far, in heights of the vehicle.</summary>
    private readonly double _leastWay = rule.MinimumSpeed * rule.MinimumSeconds / 2;

    protected override LaneUser Begin(in Track track, in RuleFrame frame)
    {
        var subject = new LaneUser(track, new Movement(track.Box.FootPoint, Window), new Incident(Rule, Context, _zone.Id, _lane.Id));
        subject.Incident.See(track);
        subject.Incident.See(track.Sight, frame.Time, track.Score);
        Note(track.Id, 1, "frames with its foot point inside the zone", _zone.Contains(track.Box.FootPoint) ? 1 : 0, 1);
        return subject;
    }

    protected override void See(LaneUser subject, in Track track, in RuleFrame frame, List<RuleSignal> signals)
    {
        subject.Incident.See(track);
        subject.Incident.See(track.Sight, frame.Time, track.Score);
        var foot = track.Box.FootPoint;
        if (subject.IsLost)
        {
            subject.Movement.Restart(foot);
            subject.Turn();
            return;
        }

        subject.Movement.See(foot, subject.Unseen);
        var seconds = Math.Max(subject.Movement.Age.TotalSeconds, 1e-6);
        var along = Along(subject.Movement.From, foot, frame.Aspect, track.Box.Height, out var way) / seconds;
        var speed = way / seconds;
        var inside = _zone.Contains(foot);
        Note(track, inside, along, speed);
        if (inside && speed >= _rule.MinimumSpeed && along <= _greatestCosine * speed)
        {
            subject.GoAgainst(foot, subject.Unseen);
            StartIfLong(subject, foot, frame, signals);
            return;
        }

        subject.Otherwise += subject.Unseen;
        if (subject.Otherwise >= Grace)
        {
            subject.Turn();
        }

        // The right way, or out of the lane for a while: it may go wrong once more.
        var isRight = speed >= _rule.MinimumSpeed && along >= -_greatestCosine * speed;
        var isAway = !inside && subject.Otherwise >= _clear;
        if (subject.State == StayState.Spent && (isRight || isAway))
        {
            subject.State = StayState.Pending;
        }

        if (subject.Otherwise >= _clear)
        {
            EndAs(subject, frame.Time, inside ? EndReason.Cleared : EndReason.LeftZone, signals);
        }
    }

    protected override void Pass(LaneUser subject, in RuleFrame frame, List<RuleSignal> signals)
    {
        subject.Incident.Advance(frame.Elapsed);
        subject.Incident.UpdateIfBetter(frame.Time, signals);
    }

    protected override void End(LaneUser subject, MediaTime time, string reason, List<RuleSignal> signals) => EndAs(subject, time, reason, signals);

    private static void EndAs(LaneUser subject, MediaTime time, string reason, List<RuleSignal> signals)
    {
        if (subject.State == StayState.Open)
        {
            subject.Incident.End(time, reason, signals);
            subject.Incident.ForgetBest();
            subject.State = StayState.Spent;
        }
    }

    private void StartIfLong(LaneUser subject, NormalizedPoint foot, in RuleFrame frame, List<RuleSignal> signals)
    {
        var time = subject.Against ?? TimeSpan.Zero;
        Note(subject.Track.Id, 3, "seconds against the lane", time.TotalSeconds, _rule.MinimumSeconds);
        if (subject.State != StayState.Pending || time < _minimum)
        {
            return;
        }

        var way = -Along(subject.From, foot, frame.Aspect, subject.Track.Box.Height, out _);
        Note(subject.Track.Id, 4, "way against the lane, in heights of the vehicle", way, _leastWay);
        if (way >= _leastWay)
        {
            subject.State = StayState.Open;
            subject.Incident.Start(frame.Time, signals);
        }
    }

    /// <summary>The part of a way that goes along the lane, and its whole, in heights of the vehicle.</summary>
    private double Along(NormalizedPoint from, NormalizedPoint to, double aspect, float height, out double whole)
    {
        var (laneX, laneY) = (((double)_lane.End.X - _lane.Start.X) * aspect, (double)_lane.End.Y - _lane.Start.Y);
        var (x, y) = (((double)to.X - from.X) * aspect / Math.Max(height, 1e-6), ((double)to.Y - from.Y) / Math.Max(height, 1e-6));
        whole = double.Hypot(x, y);
        return ((x * laneX) + (y * laneY)) / double.Hypot(laneX, laneY);
    }

    private void Note(in Track track, bool inside, double along, double speed)
    {
        Note(track.Id, 1, "frames with its foot point inside the zone", inside ? 1 : 0, 1);
        if (inside)
        {
            Note(track.Id, 2, "heights a second against the lane", speed > 0 && along <= _greatestCosine * speed ? speed : 0, _rule.MinimumSpeed);
        }
    }
}
