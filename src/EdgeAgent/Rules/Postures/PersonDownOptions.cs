using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Postures;

[Description("Fires when somebody who was upright lies down, or falls, and stays down. Needs the pose model.")]
internal sealed record PersonDownOptions : ObjectRuleOptions
{
    public PersonDownOptions()
        : base(EventTypes.PersonDown, ClassGroups.Persons) => Severity = Severity.Critical;

    [Description("Id of the zone that it watches. Absent: the whole picture.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public string? Zone { get; init; }

    [Description("Seconds of lying before it fires.")]
    [Range(1.0, 3600.0)]
    public double Seconds { get; init; } = 10;

    [Description("Seconds for which nobody is seen lying there before it is over.")]
    [Range(1.0, 3600.0)]
    public double LostSeconds { get; init; } = 10;

    [JsonIgnore]
    public override bool NeedsPostures => true;

    [JsonIgnore]
    public override double WaitSeconds => Seconds;

    public override void Check(RuleCheck check)
    {
        if (Zone is not null)
        {
            check.Zone(Zone);
        }

        base.Check(check);
    }

    public override IRule Build(RuleContext context) => new PersonDownRule(this, context);
}
