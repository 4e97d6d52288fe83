using EdgeAgent.Cli.Analysis;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.RuleTrial;

/// <summary>Picks the rule that is tried.</summary>
internal static class TriedRules
{
    /// <param name="settings">With all rules of the camera.</param>
    /// <param name="id">Of the one that is wanted; null for all.</param>
    public static AnalysisSettings Only(AnalysisSettings settings, string? id)
    {
        var rules = settings.Plan.Rules;
        if (rules.IsEmpty)
        {
            throw new ProblemException(new Problem(
                "usage/no-rules", $"camera '{settings.Plan.Id}' has no rules", "give it rules in the configuration, or a zone with --zone", settings.Plan.Path));
        }

        if (id is null)
        {
            return settings;
        }

        return rules.Any(rule => rule.Id == id)
            ? settings with { Plan = settings.Plan with { Rules = [.. rules.Where(rule => rule.Id == id)] } }
            : throw new ProblemException(new Problem(
                "usage/rule", $"camera '{settings.Plan.Id}' has no rule '{id}'", $"give one of {string.Join(", ", rules.Select(rule => rule.Id))}", "--rule"));
    }
}
