using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>Where somebody was at one moment.</summary>
internal readonly record struct TrackSample(int Track, int ClassId, BoundingBox Box, MediaTime Time, float Score = 1);
