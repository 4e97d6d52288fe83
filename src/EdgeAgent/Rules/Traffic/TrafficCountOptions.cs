using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Lines;

namespace EdgeAgent.Rules.Traffic;

[Description("Counts what crosses a line, per class and direction, and tells it each minute.")]
internal sealed record TrafficCountOptions : ObjectRuleOptions
{
    public TrafficCountOptions()
        : base(EventTypes.TrafficCount, ClassGroups.RoadUsers) => Severity = Severity.Info;

    [Description("Id of the line whose crossings are counted.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Line { get; init; }

    [Description("Which crossings are counted, as seen by who looks from the line's start to its end.")]
    public CrossingDirection Direction { get; init; } = CrossingDirection.Both;

    [Description("How far beyond the line a foot point has crossed it, in heights of the object, so that one that jitters on it does not.")]
    [Range(0.0, 2.0)]
    public double MarginHeights { get; init; } = 0.1;

    [Description("Seconds out of sight before nobody knows where it was; shorter losses are bridged by the straight path.")]
    [Range(0.5, 60.0)]
    public double LostSeconds { get; init; } = 3;

    [JsonIgnore]
    public override double MemorySeconds => LostSeconds;

    [Description("Whether minutes are told in which nothing crossed.")]
    public bool ReportEmpty { get; init; }

    /// <summary>A count that is held back is lost, whatever its severity.</summary>
    [JsonIgnore]
    public override int UsualAlertsPerHour => 0;

    public override void Check(RuleCheck check)
    {
        check.Line(Line);
        base.Check(check);
    }

    public override IRule Build(RuleContext context) => new TrafficCountRule(this, context);
}
