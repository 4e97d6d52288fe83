using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>A clip on disk, and what it really shows.</summary>
/// <param name="ActualStart">Of its first picture.</param>
/// <param name="ActualEnd">End of its last picture.</param>
/// <param name="IsComplete">It reaches to the end that was asked for; false where the stream ended or stalled before.</param>
/// <param name="Part">The file.</param>
internal sealed record RecordedClip(MediaTime ActualStart, MediaTime ActualEnd, bool IsComplete, ClipPart Part);
