using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>Someone or something stands in a zone where it should not be.</summary>
internal sealed record IntrusionOptions : RuleOptions
{
    [Description("Id of the zone that must stay empty.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Zone { get; init; }

    [Description("Classes that count, by the labels of the model.")]
    [MinLength(1)]
    public ImmutableArray<string> Classes { get; init; } = ["person"];

    [Description("How long the foot point must be inside before the event starts, in media time.")]
    [Range(0, 3600.0)]
    public double MinimumSeconds { get; init; } = 0.5;

    [Description("How long the foot point must be outside before the event ends, in media time.")]
    [Range(0, 3600.0)]
    public double ClearSeconds { get; init; } = 1;
}
