using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>The view of an event's subject with the highest score so far.</summary>
internal readonly record struct BestView(BoundingBox Box, MediaTime Time, float Score);
