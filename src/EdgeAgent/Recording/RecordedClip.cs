using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>A clip on disk, and what it really shows.</summary>
/// <param name="ActualStart">Of its first picture.</param>
/// <param name="ActualEnd">End of its last picture.</param>
/// <param name="IsComplete">The whole asked time is in it.</param>
/// <param name="Parts">The files, in the order of time.</param>
/// <param name="Gaps">What is missing of the asked time, and where only the file changes, in the order of time.</param>
internal sealed record RecordedClip(
    MediaTime ActualStart, MediaTime ActualEnd, bool IsComplete, ImmutableArray<ClipPart> Parts, ImmutableArray<ClipGap> Gaps);
