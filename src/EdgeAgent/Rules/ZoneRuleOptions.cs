using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>A rule about objects in one zone.</summary>
internal abstract record ZoneRuleOptions(string Type, ImmutableArray<string> UsualClasses) : ObjectRuleOptions(Type, UsualClasses)
{
    [Description("Id of the zone that it watches.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Zone { get; init; }

    public override void Check(RuleCheck check)
    {
        check.Zone(Zone);
        base.Check(check);
    }
}
