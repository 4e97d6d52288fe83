using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Lines;

namespace EdgeAgent.Rules.Presence;

[Description("Fires when an object's foot point stays inside the zone, or crosses the line.")]
internal sealed record IntrusionOptions() : ObjectRuleOptions(EventTypes.Intrusion, ClassGroups.Persons)
{
    [Description("Id of the zone that it watches. Either a zone or a line.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public string? Zone { get; init; }

    [Description("Id of the line that it watches. Either a zone or a line.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public string? Line { get; init; }

    [Description("Which crossings of the line count, as seen by who looks from its start to its end.")]
    public CrossingDirection Direction { get; init; } = CrossingDirection.Both;

    [Description("How far beyond the line a foot point has crossed it, in heights of the object, so that one that jitters on it does not.")]
    [Range(0.0, 2.0)]
    public double MarginHeights { get; init; } = 0.1;

    [Description("Seconds inside the zone before it fires.")]
    [Range(0.0, 3600.0)]
    public double MinimumSeconds { get; init; } = 0.5;

    [Description("Seconds outside the zone before it ends, so that a step over its border and back is one event; seconds after a crossing before that ends.")]
    [Range(0.0, 3600.0)]
    public double ClearSeconds { get; init; } = 1;

    [Description("Seconds out of sight before it ends; shorter losses are bridged.")]
    [Range(0.5, 60.0)]
    public double LostSeconds { get; init; } = 3;

    [JsonIgnore]
    public override double MemorySeconds => LostSeconds;

    [JsonIgnore]
    public override double WaitSeconds => MinimumSeconds;

    public override void Check(RuleCheck check)
    {
        switch (Zone, Line)
        {
            case (null, null):
                check.Add("config/missing", $"rule '{Id}' names neither a zone nor a line", "give it one of them", "zone");
                break;
            case (not null, not null):
                check.Add("config/zone-or-line", $"rule '{Id}' names both a zone and a line", "give it one of them; two rules watch both", "line");
                break;
        }

        if (Zone is not null)
        {
            check.Zone(Zone);
        }

        if (Line is not null)
        {
            check.Line(Line);
        }

        base.Check(check);
    }

    public override IRule Build(RuleContext context) => Zone is { } zone
        ? new PresenceRule(this, context, zone, context.ClassIds(Classes), MinimumSeconds, ClearSeconds, LostSeconds)
        : new LineRule(this, context, Line!, Direction, context.ClassIds(Classes), MarginHeights, ClearSeconds, LostSeconds);
}
