using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Traffic;

[Description("Fires when a vehicle moves against a lane's direction.")]
internal sealed record WrongWayOptions : ZoneRuleOptions
{
    public WrongWayOptions()
        : base(EventTypes.WrongWay, ClassGroups.Vehicles) => Severity = Severity.Critical;

    [Description("Id of a line along the lane: from its start to its end is the right way.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Lane { get; init; }

    [Description("Seconds against it before it fires.")]
    [Range(0.5, 3600.0)]
    public double MinimumSeconds { get; init; } = 2;

    [Description("Slower is not moving, in heights of the vehicle a second.")]
    [Range(0.05, 20.0)]
    public double MinimumSpeed { get; init; } = 0.5;

    [Description("Degrees between the movement and the lane beyond which it goes against it; 90 is across it.")]
    [Range(91.0, 179.0)]
    public double MinimumAngle { get; init; } = 120;

    [Description("Seconds not against it, or outside the zone, before it ends.")]
    [Range(0.5, 3600.0)]
    public double ClearSeconds { get; init; } = 3;

    [Description("Seconds out of sight before it ends; shorter losses are bridged by the straight path.")]
    [Range(0.5, 60.0)]
    public double LostSeconds { get; init; } = 3;

    [JsonIgnore]
    public override double MemorySeconds => LostSeconds;

    public override void Check(RuleCheck check)
    {
        base.Check(check);
        check.Line(Lane, "lane");
    }

    public override IRule Build(RuleContext context) => new WrongWayRule(this, context);
}
