using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>How well what was seen resembles a description. Never an identity.</summary>
/// <param name="Score">0–1: the share of what the best possible match would reach.</param>
/// <param name="Attributes">One by one what was described.</param>
internal sealed record DescriptionMatch(float Score, ImmutableArray<AttributeMatch> Attributes)
{
    public ImmutableArray<AttributeMatch> Attributes { get; init => field = value.IsDefault ? [] : value; } = Attributes.IsDefault ? [] : Attributes;
}
