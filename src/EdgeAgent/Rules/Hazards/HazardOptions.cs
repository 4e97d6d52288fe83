using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Hazards;

/// <summary>A rule about something that a model has a class of its own for, which few models have.</summary>
internal abstract record HazardOptions : ObjectRuleOptions
{
    protected HazardOptions(string type, ImmutableArray<string> usualClasses)
        : base(type, usualClasses) => Severity = Severity.Critical;

    [Description("Id of the zone that its lower edge must lie in. Absent: the whole picture.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public string? Zone { get; init; }

    [Description("Seconds seen before it fires.")]
    [Range(0.5, 3600.0)]
    public double MinimumSeconds { get; init; } = 3;

    [Description("Seconds out of sight, before it has fired, that are bridged: flames flicker.")]
    [Range(0.1, 60.0)]
    public double GapSeconds { get; init; } = 1;

    [Description("Seconds out of sight before it ends.")]
    [Range(0.5, 3600.0)]
    public double ClearSeconds { get; init; } = 5;

    [JsonIgnore]
    public override double WaitSeconds => MinimumSeconds;

    public override void Check(RuleCheck check)
    {
        if (Zone is not null)
        {
            check.Zone(Zone);
        }

        if (!Classes.SequenceEqual(UsualClasses) || check.HasAny(Classes))
        {
            base.Check(check);
            return;
        }

        var wanted = string.Join(" or ", UsualClasses);
        check.Add(
            "config/class-unknown",
            $"rule '{Id}' needs a model with a class {wanted}; the model in force has none",
            $"install a model package with a class {wanted}, or remove the rule",
            "type");
    }

    public override IRule Build(RuleContext context) => new HazardRule(this, context);
}
