using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Search.Sightings;

/// <summary>A sighting that fits a description, and how well.</summary>
/// <param name="Sighting">Its wall-clock times in milliseconds.</param>
/// <param name="LogLikelihoodRatio">See <see cref="DescriptionMatcher"/>.</param>
/// <param name="Score">0–1.</param>
/// <param name="Explanation">One by one what was described.</param>
internal sealed record SightingMatch(Sighting Sighting, float LogLikelihoodRatio, float Score, ImmutableArray<AttributeScore> Explanation);
