using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Lines;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Traffic;

/// <summary>Line counts per class and minute (events.md of the design: <c>traffic-count</c>). Each count is a moment at the end of its minute.</summary>
internal sealed class TrafficCountRule(TrafficCountOptions rule, RuleContext context)
    : TrackRule<CountedTrack>(rule, context, context.ClassIds(rule.Classes), rule.LostSeconds)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TrafficCountOptions _rule = rule;
    private readonly Line _line = context.Line(rule.Line);

    /// <summary>Per class, to the right and to the left.</summary>
    private readonly int[,] _counts = new int[context.Labels.Count, 2];

    private int _counted;

    /// <summary>Of the minute; null before anybody looks.</summary>
    private TimeSpan? _elapsed;

    protected override CountedTrack Begin(in Track track, in RuleFrame frame)
    {
        Note(track.Id, 1, "times that its foot point crossed the line", 0, 1);
        return new CountedTrack(track, new LineCrossing(_line, _rule.MarginHeights, track.Box.FootPoint));
    }

    protected override void Prepare(in RuleFrame frame, List<RuleSignal> signals)
    {
        // A frame that comes after the minute does not belong to it; what time passed before the first one does to none.
        var elapsed = _elapsed + frame.Elapsed ?? TimeSpan.Zero;
        if (elapsed >= Minute)
        {
            Tell(frame.Time, signals);
        }

        _elapsed = TimeSpan.FromTicks(elapsed.Ticks % Minute.Ticks);
    }

    protected override void See(CountedTrack subject, in Track track, in RuleFrame frame, List<RuleSignal> signals)
    {
        if (subject.IsLost)
        {
            subject.Crossing.Restart(track.Box.FootPoint);
            subject.Travel.Restart(track.Box);
            return;
        }

        // What stands by the line does not cross it, however its box jumps.
        subject.Travel.See(track.Box, subject.Unseen);
        if (subject.Crossing.See(track.Box, frame.Aspect, subject.Travel.IsUnderWay) is not { } way)
        {
            if (subject.Crossing.Net != 0)
            {
                Note(track.Id, 2, "farther than half its size from where it stood, beyond the line", subject.Travel.IsUnderWay ? 1 : 0, 1);
                Note(track.Id, 3, "sights in a row clear of the line after crossing it", 1, 2);
            }

            return;
        }

        var counts = _rule.Direction.Counts(way);
        Note(track.Id, 4, "crossings in the rule's direction", counts ? 1 : 0, 1);

        if (counts && subject.Count(way))
        {
            _counts[track.ClassId, (int)way]++;
            _counted++;
            Context.Trace?.Fired(Rule.Id, track.Id, frame.Time);
        }
    }

    /// <summary>The last minute, which is not full.</summary>
    protected override void Close(MediaTime time, string reason, List<RuleSignal> signals)
    {
        if (_elapsed > TimeSpan.Zero || _counted > 0)
        {
            Tell(time, signals);
        }

        _elapsed = null;
    }

    private void Tell(MediaTime time, List<RuleSignal> signals)
    {
        if (_counted == 0 && !_rule.ReportEmpty)
        {
            return;
        }

        var counts = ImmutableArray.CreateBuilder<LineCount>();
        for (var classId = 0; classId < _counts.GetLength(0); classId++)
        {
            Add(classId, LineDirection.ToRight);
            Add(classId, LineDirection.ToLeft);
        }

        var incident = new Incident(Rule, Context, line: _line.Id) { Detail = new EventDetail { Count = _counted, Counts = counts.ToImmutable() } };
        incident.Start(time, signals);
        incident.End(time, EndReason.Counted, signals);
        Array.Clear(_counts);
        _counted = 0;

        void Add(int classId, LineDirection direction)
        {
            if (_counts[classId, (int)direction] is > 0 and var count)
            {
                counts.Add(new LineCount(Context.Labels[classId], direction, count));
            }
        }
    }
}
