using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>One rule of one camera. Its type says what makes it fire.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(IntrusionOptions), "intrusion")]
internal abstract record RuleOptions
{
    [Description("Name of the rule, unique on its camera; every event names the rule that raised it.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Id { get; init; }

    [Description("Severity of the events that it raises.")]
    public Severity Severity { get; init; } = Severity.Warning;
}
