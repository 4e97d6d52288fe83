namespace EdgeAgent.Domain;

/// <summary>Where a point of a body is seen: 0–1, origin at the top left of the picture; it may lie beyond it. The score, 0–1, is low where it is hidden.</summary>
internal readonly record struct Keypoint(float X, float Y, float Score);
