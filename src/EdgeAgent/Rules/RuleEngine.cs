using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>The rules of one camera. Not safe for use by several threads.</summary>
internal sealed class RuleEngine
{
    private readonly List<IRule> _rules;
    private MediaTime? _time;

    private RuleEngine(List<IRule> rules) => _rules = rules;

    /// <summary>Builds the engine, or returns null and everything that is wrong.</summary>
    /// <param name="rules">As the user wrote them.</param>
    /// <param name="zones">The camera's zones.</param>
    /// <param name="labels">Of the camera's model; a track's class id is an index into them.</param>
    /// <param name="path">Where the camera stands in the configuration, such as <c>cameras[0]</c>.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static RuleEngine? TryCreate(
        IReadOnlyList<RuleOptions> rules,
        IReadOnlyList<ZoneOptions> zones,
        IReadOnlyList<string> labels,
        string path,
        out IReadOnlyList<Problem> problems)
    {
        problems = Check(rules, zones, labels, path);
        if (problems.Count > 0)
        {
            return null;
        }

        var zoneById = zones.ToDictionary(zone => zone.Id, zone => zone.ToZone());
        var occurrences = new Occurrences();
        return new RuleEngine([.. rules.Select(rule => rule.Build(zoneById[rule.Zone], ClassIds(rule, labels), occurrences))]);
    }

    /// <summary>Everything that is wrong with the rules and zones of one camera.</summary>
    /// <param name="rules">As the user wrote them.</param>
    /// <param name="zones">The camera's zones.</param>
    /// <param name="labels">Of the camera's model; null where it is not known yet, and classes go unchecked.</param>
    /// <param name="path">Where the camera stands in the configuration, such as <c>cameras[0]</c>.</param>
    public static IReadOnlyList<Problem> Check(
        IReadOnlyList<RuleOptions> rules, IReadOnlyList<ZoneOptions> zones, IReadOnlyList<string>? labels, string path)
    {
        var problems = new List<Problem>();
        CheckUnique("zone", zones, zone => zone.Id, $"{path}.zones", problems);
        for (var i = 0; i < zones.Count; i++)
        {
            ZonePolygon.Check(zones[i], $"{path}.zones[{i}].polygon", problems);
        }

        CheckUnique("rule", rules, rule => rule.Id, $"{path}.rules", problems);
        for (var i = 0; i < rules.Count; i++)
        {
            CheckZone(rules[i], zones, $"{path}.rules[{i}].zone", problems);
            for (var j = 0; labels is not null && j < rules[i].Classes.Length; j++)
            {
                CheckClass(rules[i].Classes[j], labels, $"{path}.rules[{i}].classes[{j}]", problems);
            }
        }

        return problems;
    }

    /// <summary>Takes in one frame's tracks and adds what begins, changes and ends to <paramref name="signals"/>.</summary>
    public void Observe(MediaTime time, IReadOnlyList<Track> tracks, List<RuleSignal> signals)
    {
        var elapsed = _time is { } before && time > before ? time - before : TimeSpan.Zero;
        _time = time;
        foreach (var rule in _rules)
        {
            rule.Observe(time, elapsed, tracks, signals);
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
    }

    private static HashSet<int> ClassIds(RuleOptions rule, IReadOnlyList<string> labels) =>
        [.. Enumerable.Range(0, labels.Count).Where(id => rule.Classes.Contains(labels[id], StringComparer.Ordinal))];

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

    private static void CheckZone(RuleOptions rule, IReadOnlyList<ZoneOptions> zones, string path, List<Problem> problems)
    {
        if (!zones.Any(zone => zone.Id == rule.Zone))
        {
            problems.Add(new Problem(
                "config/zone-unknown",
                $"rule '{rule.Id}' watches zone '{rule.Zone}', which the camera does not have",
                NearNames.Remedy(rule.Zone ?? "", [.. zones.Select(zone => zone.Id ?? "").Distinct()], "the camera's zones"),
                path));
        }
    }

    private static void CheckClass(string label, IReadOnlyList<string> labels, string path, List<Problem> problems)
    {
        if (!labels.Contains(label, StringComparer.Ordinal))
        {
            problems.Add(new Problem(
                "config/class-unknown",
                $"the model has no class '{label}', so the rule could never fire for it",
                NearNames.Remedy(label ?? "", labels, "the model's classes"),
                path));
        }
    }
}
