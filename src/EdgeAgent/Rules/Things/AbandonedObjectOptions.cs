using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Things;

[Description("Fires when a thing that was not there lies still in the zone and nobody stays with it, whether the model knows its class or not.")]
internal sealed record AbandonedObjectOptions() : ZoneRuleOptions(EventTypes.AbandonedObject, Things)
{
    private static readonly ImmutableArray<string> Things = ["backpack", "handbag", "suitcase"];

    [JsonIgnore]
    public override bool NeedsScene => true;

    [Description("Seconds for which it lies still before it fires.")]
    [Range(2.0, 86400.0)]
    public double MinimumSeconds { get; init; } = 60;

    [Description("Seconds for which neither its owner nor anybody else has stood beside it before it fires. 0: whoever stands there.")]
    [Range(0.0, 86400.0)]
    public double UnattendedSeconds { get; init; } = 5;

    [Description("Smallest thing, as a share of the picture.")]
    [Range(0.0001, 1.0)]
    public double MinimumArea { get; init; } = 0.0003;

    [Description("Largest thing, as a share of the picture.")]
    [Range(0.0001, 1.0)]
    public double MaximumArea { get; init; } = 0.06;

    [Description("Seconds for which it is gone before it ends.")]
    [Range(0.5, 3600.0)]
    public double GoneSeconds { get; init; } = 3;

    [JsonIgnore]
    public override double WaitSeconds => Math.Max(MinimumSeconds, UnattendedSeconds);

    public override void Check(RuleCheck check)
    {
        if (MinimumArea > MaximumArea)
        {
            check.Add("config/range", $"minimumArea {MinimumArea} is above maximumArea {MaximumArea}", "give a smallest thing below the largest", "minimumArea");
        }

        if (Classes.SequenceEqual(UsualClasses))
        {
            // Without any class of things in the model it goes by the picture alone.
            check.Zone(Zone);
        }
        else
        {
            base.Check(check);
        }
    }

    public override IRule Build(RuleContext context) => new AbandonedObjectRule(this, context);
}
