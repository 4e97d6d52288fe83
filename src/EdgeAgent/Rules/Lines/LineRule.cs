using EdgeAgent.Domain;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Lines;

/// <summary>An object's foot point crosses a line (events.md of the design: <c>intrusion</c>). The event is a moment, told once.</summary>
/// <param name="rule">That it is.</param>
/// <param name="context">Of the rule.</param>
/// <param name="lineId">The line.</param>
/// <param name="direction">Which crossings count.</param>
/// <param name="classIds">That count.</param>
/// <param name="margin">Beyond the line before it counts, in heights of the object.</param>
/// <param name="clearSeconds">After the crossing before it ends.</param>
/// <param name="lostSeconds">Out of sight before nobody knows where it was; shorter losses are bridged by the straight path.</param>
internal sealed class LineRule(
    RuleOptions rule,
    RuleContext context,
    string lineId,
    CrossingDirection direction,
    IReadOnlySet<int> classIds,
    double margin,
    double clearSeconds,
    double lostSeconds) : TrackRule<Crosser>(rule, context, classIds, lostSeconds)
{
    private static readonly EventDetail Right = new() { Direction = LineDirection.ToRight };
    private static readonly EventDetail Left = new() { Direction = LineDirection.ToLeft };

    private readonly Line _line = context.Line(lineId);
    private readonly TimeSpan _clear = TimeSpan.FromSeconds(clearSeconds);

    protected override Crosser Begin(in Track track, in RuleFrame frame)
    {
        var incident = new Incident(Rule, Context, line: _line.Id);
        incident.See(track);
        incident.See(track.Sight, frame.Time, track.Score);
        Note(track.Id, 1, "times that its foot point crossed the line", 0, 1);
        return new Crosser(track, new LineCrossing(_line, margin, track.Box.FootPoint), incident);
    }

    protected override void See(Crosser subject, in Track track, in RuleFrame frame, List<RuleSignal> signals)
    {
        subject.Incident.See(track);
        subject.Incident.See(track.Sight, frame.Time, track.Score);
        if (subject.IsLost)
        {
            subject.Crossing.Restart(track.Box.FootPoint);
            return;
        }

        var crossed = subject.Crossing.See(track.Box, frame.Aspect);
        if (crossed is not null || subject.Crossing.Net != 0)
        {
            Note(track.Id, 2, "sights in a row clear of the line after crossing it", crossed is null ? 1 : 2, 2);
        }

        if (crossed is not { } way)
        {
            return;
        }

        var counts = direction.Counts(way);
        Note(track.Id, 3, "crossings in the rule's direction", counts ? 1 : 0, 1);
        if (counts && !subject.Incident.IsOpen)
        {
            subject.OpenTime = -frame.Elapsed;
            subject.Incident.Detail = way == LineDirection.ToRight ? Right : Left;
            subject.Incident.Start(frame.Time, signals);
        }
    }

    protected override void Pass(Crosser subject, in RuleFrame frame, List<RuleSignal> signals)
    {
        subject.Incident.Advance(frame.Elapsed);
        if (!subject.Incident.IsOpen)
        {
            return;
        }

        subject.OpenTime += frame.Elapsed;
        if (subject.OpenTime >= _clear && subject.OpenTime > TimeSpan.Zero)
        {
            End(subject, frame.Time, EndReason.Crossed, signals);
        }
    }

    /// <summary>What crossed and is lost has crossed all the same.</summary>
    protected override void End(Crosser subject, MediaTime time, string reason, List<RuleSignal> signals)
    {
        if (subject.Incident.IsOpen)
        {
            subject.Incident.End(time, reason == EndReason.TrackLost ? EndReason.Crossed : reason, signals);
            subject.Incident.ForgetBest();
        }
    }
}
