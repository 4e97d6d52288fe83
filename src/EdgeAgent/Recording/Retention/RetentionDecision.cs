using EdgeAgent.Recording.Segments;

namespace EdgeAgent.Recording.Retention;

/// <summary>What is to go, and how it is after that.</summary>
/// <param name="Delete">Oldest first.</param>
/// <param name="UsedBytes">By the recordings that stay.</param>
/// <param name="FreeBytes">On their file system; null where it cannot be said.</param>
internal sealed record RetentionDecision(IReadOnlyList<Segment> Delete, long UsedBytes, long? FreeBytes);
