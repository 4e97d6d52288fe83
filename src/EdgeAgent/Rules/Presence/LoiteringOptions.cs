using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Presence;

[Description("Fires when an object stays in the zone for long; short losses and steps outside count as presence.")]
internal sealed record LoiteringOptions() : ZoneRuleOptions(EventTypes.Loitering, ClassGroups.Persons)
{
    [Description("Seconds inside before it fires.")]
    [Range(0.5, 86400.0)]
    public double MinimumSeconds { get; init; } = 30;

    [Description("Seconds outside before it ends, and before the time inside begins anew.")]
    [Range(0.0, 3600.0)]
    public double ClearSeconds { get; init; } = 3;

    [Description("Seconds out of sight inside before it ends, and before the time inside begins anew.")]
    [Range(0.5, 60.0)]
    public double LostSeconds { get; init; } = 10;

    [JsonIgnore]
    public override double MemorySeconds => LostSeconds;

    [JsonIgnore]
    public override double WaitSeconds => MinimumSeconds;

    public override IRule Build(RuleContext context) => new PresenceRule(
        this, context, Zone, context.ClassIds(Classes), MinimumSeconds, ClearSeconds, LostSeconds, graceSeconds: ClearSeconds);
}
