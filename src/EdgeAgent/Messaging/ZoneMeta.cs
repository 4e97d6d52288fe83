using System.Collections.Immutable;

namespace EdgeAgent.Messaging;

/// <param name="Polygon">Points <c>[x, y]</c>, 0–1, origin at the top left.</param>
internal sealed record ZoneMeta(string Zone, string? Name, ImmutableArray<ImmutableArray<float>> Polygon);
