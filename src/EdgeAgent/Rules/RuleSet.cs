using EdgeAgent.Rules.Areas;

namespace EdgeAgent.Rules;

/// <summary>What one camera watches for, as the user wrote it.</summary>
/// <param name="Rules">What raises events.</param>
/// <param name="Zones">Areas that rules name.</param>
/// <param name="Lines">Lines that rules name.</param>
/// <param name="Path">Where the camera stands in the configuration, such as <c>cameras[0]</c>.</param>
internal sealed record RuleSet(
    IReadOnlyList<RuleOptions> Rules, IReadOnlyList<ZoneOptions> Zones, IReadOnlyList<LineOptions> Lines, string Path)
{
    /// <summary>A rule asks how persons hold themselves.</summary>
    public bool NeedsPostures => Rules.Any(rule => rule.NeedsPostures);

    /// <summary>For so long some rule wants to know somebody again who is out of sight.</summary>
    public double MemorySeconds => Rules.Select(rule => rule.MemorySeconds).Append(0).Max();

    /// <summary>Of whom rules ask how they hold themselves.</summary>
    /// <param name="labels">Of the model.</param>
    public IReadOnlySet<int> PersonClassIds(IReadOnlyList<string> labels) =>
        new RuleContext(this, labels).ClassIds([.. Rules.Where(rule => rule.NeedsPostures).OfType<ObjectRuleOptions>().SelectMany(rule => rule.Classes)]);

    /// <summary>Of the site, by which schedules go.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;
}
