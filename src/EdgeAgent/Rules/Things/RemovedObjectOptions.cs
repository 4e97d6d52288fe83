using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Things;

[Description("Fires when the fixed thing that the zone is drawn round (bench, sign, guard rail, bin) is gone or has visibly changed, with nobody standing before it.")]
internal sealed record RemovedObjectOptions() : RuleOptions(EventTypes.RemovedObject)
{
    [JsonIgnore]
    public override bool NeedsScene => true;

    [Description("Id of the zone, drawn close round the thing.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Zone { get; init; }

    [Description("Seconds for which it is gone or changed before it fires.")]
    [Range(2.0, 86400.0)]
    public double MinimumSeconds { get; init; } = 60;

    [Description("Share of the thing that looks otherwise, from which on it has changed.")]
    [Range(0.05, 1.0)]
    public double ChangedShare { get; init; } = 0.35;

    [Description("Seconds for which it looks as before until it ends.")]
    [Range(0.5, 3600.0)]
    public double ClearSeconds { get; init; } = 5;

    public override void Check(RuleCheck check) => check.Zone(Zone);

    public override IRule Build(RuleContext context) => new RemovedObjectRule(this, context);
}
