using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>A stretch of the asked time that is not in the clip; empty where only the file changes.</summary>
internal readonly record struct CutGap(MediaTime From, MediaTime To, ClipGapReason Reason)
{
    public bool IsEmpty => To <= From;
}
