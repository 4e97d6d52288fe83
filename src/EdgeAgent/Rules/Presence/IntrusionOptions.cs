using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Presence;

[Description("Fires when an object's foot point stays inside the zone.")]
internal sealed record IntrusionOptions() : ZoneRuleOptions(EventTypes.Intrusion, ClassGroups.Persons)
{
    [Description("Seconds inside before it fires.")]
    [Range(0.0, 3600.0)]
    public double MinimumSeconds { get; init; } = 0.5;

    [Description("Seconds outside before it ends, so that a step over the line and back is one event.")]
    [Range(0.0, 3600.0)]
    public double ClearSeconds { get; init; } = 1;

    [Description("Seconds out of sight inside before it ends.")]
    [Range(0.5, 3600.0)]
    public double LostSeconds { get; init; } = 3;

    public override IRule Build(RuleContext context) => new PresenceRule(
        this, context, Zone, context.ClassIds(Classes), MinimumSeconds, ClearSeconds, LostSeconds);
}
