namespace EdgeAgent.Domain;

/// <summary>A point in the upright main stream: 0–1, origin at the top left.</summary>
internal readonly record struct NormalizedPoint(float X, float Y);
