using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Domain;

/// <summary>How well what was seen resembles a description. Never an identity.</summary>
internal sealed record DescriptionMatch(
    [Description("0–1: the share of what the best possible match would reach.")] [Range(0.0, 1.0)] float Score,
    ImmutableArray<AttributeMatch> Attributes)
{
    [Description("One by one what was described.")]
    public ImmutableArray<AttributeMatch> Attributes { get; init => field = value.IsDefault ? [] : value; } = Attributes.IsDefault ? [] : Attributes;
}
