using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Scene;
using EdgeAgent.Rules.Schedule;

namespace EdgeAgent.Rules;

/// <summary>The rules of one camera. Not safe for use by several threads.</summary>
internal sealed class RuleEngine
{
    private readonly List<WatchedRule> _rules;
    private readonly SceneWatch _scene;
    private MediaTime? _time;

    private RuleEngine(List<WatchedRule> rules, SceneWatch scene, bool needsScene) => (_rules, _scene, NeedsScene) = (rules, scene, needsScene);

    /// <summary>How each rule stands, in the order of the configuration. Safe to ask from any thread.</summary>
    public IReadOnlyList<RuleStatus> Statuses => [.. _rules.Select(rule => rule.Status)];

    /// <summary>Nothing fires, since the camera looks elsewhere.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Whether some rule wants frames with <see cref="RuleFrame.Scene"/>.</summary>
    public bool NeedsScene { get; }

    /// <summary>Builds the engine, or returns null and everything that is wrong.</summary>
    /// <param name="set">What the camera watches for.</param>
    /// <param name="labels">Of the camera's model; a track's class id is an index into them.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="trace">Where rules note how near each track came to firing.</param>
    public static RuleEngine? TryCreate(RuleSet set, IReadOnlyList<string> labels, out IReadOnlyList<Problem> problems, RuleTrace? trace = null)
    {
        problems = Check(set, labels);
        if (problems.Count > 0)
        {
            return null;
        }

        var context = new RuleContext(set, labels, trace);
        return new RuleEngine(
            [.. set.Rules.Select(rule => new WatchedRule(rule, rule.Build(context), set.TimeZone, trace))],
            context.Scene,
            set.Rules.Any(rule => rule.NeedsScene));
    }

    /// <summary>Everything that is wrong with what one camera watches for.</summary>
    /// <param name="set">As the user wrote it.</param>
    /// <param name="labels">Of the camera's model; null where it is not known yet, and classes go unchecked.</param>
    public static IReadOnlyList<Problem> Check(RuleSet set, IReadOnlyList<string>? labels)
    {
        var problems = new List<Problem>();
        CheckUnique("zone", set.Zones, zone => zone.Id, $"{set.Path}.zones", problems);
        for (var i = 0; i < set.Zones.Count; i++)
        {
            ZonePolygon.Check(set.Zones[i], $"{set.Path}.zones[{i}].polygon", problems);
        }

        CheckUnique("line", set.Lines, line => line.Id, $"{set.Path}.lines", problems);
        for (var i = 0; i < set.Lines.Count; i++)
        {
            LineCheck.Check(set.Lines[i], $"{set.Path}.lines[{i}]", problems);
        }

        CheckUnique("rule", set.Rules, rule => rule.Id, $"{set.Path}.rules", problems);
        for (var i = 0; i < set.Rules.Count; i++)
        {
            var check = new RuleCheck(set.Rules[i], set, labels, $"{set.Path}.rules[{i}]", problems);
            set.Rules[i].Check(check);
            ScheduleCheck.Check(set.Rules[i], check);
        }

        return problems;
    }

    /// <summary>Takes in one frame and adds what begins, changes and ends to <paramref name="signals"/>.</summary>
    public void Observe(RuleFrame frame, List<RuleSignal> signals)
    {
        frame = frame with { Elapsed = _time is { } before && frame.Time > before ? frame.Time - before : TimeSpan.Zero };
        _time = frame.Time;
        foreach (var rule in _rules)
        {
            rule.Observe(frame, IsPaused, signals);
        }
    }

    /// <summary>Ends every open event, such as when the stream is lost or the agent stops. The engine may go on afterwards.</summary>
    /// <param name="time">When that was.</param>
    /// <param name="reason">One of <see cref="EndReason"/>.</param>
    /// <param name="signals">Receives the ends.</param>
    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        foreach (var rule in _rules)
        {
            rule.Finish(time, reason, signals);
        }

        // Not by each rule: one that is disarmed must not take the scene from the others.
        _scene.Forget();
    }

    /// <summary>Ends every open event; nothing fires until <see cref="Resume"/>, from when on what is there counts anew.</summary>
    public void Pause(MediaTime time, string reason, List<RuleSignal> signals)
    {
        if (!IsPaused)
        {
            Finish(time, reason, signals);
            IsPaused = true;
        }
    }

    public void Resume() => IsPaused = false;

    private static void CheckUnique<T>(
        string kind, IReadOnlyList<T> items, Func<T, string> idOf, string path, List<Problem> problems)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            // What is null in spite of its type was null in JSON.
            var id = idOf(items[i]) ?? "";
            if (!seen.TryAdd(id, i))
            {
                problems.Add(new Problem(
                    $"config/{kind}-duplicate",
                    $"{kind} '{id}' stands at {path}[{seen[id]}] already",
                    $"give each {kind} of a camera an id of its own",
                    $"{path}[{i}].id"));
            }
        }
    }
}
