using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>Collects what is wrong with one rule.</summary>
/// <param name="rule">As the user wrote it.</param>
/// <param name="set">Of the camera.</param>
/// <param name="labels">Of the camera's model; null where it is not known yet, and classes go unchecked.</param>
/// <param name="path">Where the rule stands in the configuration, such as <c>cameras[0].rules[1]</c>.</param>
/// <param name="problems">Receives them.</param>
internal sealed class RuleCheck(RuleOptions rule, RuleSet set, IReadOnlyList<string>? labels, string path, List<Problem> problems)
{
    public void Zone(string? id, string member = "zone") => Known("zone", id, [.. set.Zones.Select(zone => zone.Id ?? "")], member);

    public void Line(string? id, string member = "line") => Known("line", id, [.. set.Lines.Select(line => line.Id ?? "")], member);

    /// <summary>A class that the model has not is an error, unless it is one of those that are usual for the rule and another one is there.</summary>
    public void Classes(IReadOnlyList<string> classes, IReadOnlyList<string> usual, string member = "classes")
    {
        if (labels is null || (classes.SequenceEqual(usual) && classes.Any(label => labels.Contains(label, StringComparer.Ordinal))))
        {
            return;
        }

        for (var i = 0; i < classes.Count; i++)
        {
            if (!labels.Contains(classes[i], StringComparer.Ordinal))
            {
                Add(
                    "config/class-unknown",
                    $"the model has no class '{classes[i]}', so the rule could never fire for it",
                    NearNames.Remedy(classes[i] ?? "", labels, "the model's classes"),
                    $"{member}[{i}]");
            }
        }
    }

    /// <summary>Whether the model has one of the classes; true where it is not known yet.</summary>
    public bool HasAny(IReadOnlyList<string> classes) => labels is null || classes.Any(label => labels.Contains(label, StringComparer.Ordinal));

    public void Add(string code, string message, string remedy, string member) =>
        problems.Add(new Problem(code, message, remedy, $"{path}.{member}"));

    private void Known(string kind, string? id, IReadOnlyList<string> known, string member)
    {
        if (!known.Contains(id ?? "", StringComparer.Ordinal))
        {
            Add(
                $"config/{kind}-unknown",
                $"rule '{rule.Id}' watches {kind} '{id}', which the camera does not have",
                NearNames.Remedy(id ?? "", [.. known.Distinct()], $"the camera's {kind}s"),
                member);
        }
    }
}
