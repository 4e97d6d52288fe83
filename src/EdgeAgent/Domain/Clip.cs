using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>A piece of what a camera sent, copied without re-encoding.</summary>
internal sealed record Clip
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    public required CameraId Camera { get; init; }

    /// <summary>The event that it was cut for.</summary>
    public Guid? EventId { get; init; }

    /// <summary>Why it was made: <c>event</c>, or what an officer has asked for it for.</summary>
    public required string Purpose { get; init; }

    /// <summary>The case that it was asked for; null for a clip of an event.</summary>
    public string? CaseId { get; init; }

    public required UtcTime AskedStart { get; init; }

    public required UtcTime AskedEnd { get; init; }

    /// <summary>What it really shows: from the keyframe at or before the asked start.</summary>
    public required UtcTime ActualStart { get; init; }

    public required UtcTime ActualEnd { get; init; }

    /// <summary>The same on the media clock, which nobody sets; absent where it is not known.</summary>
    public MediaRange? ActualMedia { get; init; }

    /// <summary>Files that follow each other: more than one where the camera reconnected, changed its format or paused, or a file would be too large.</summary>
    public required ImmutableArray<ClipPart> Parts { get; init; }

    /// <summary>What of the asked time is not in the parts, and why; absent in rows that an older agent wrote.</summary>
    public ImmutableArray<ClipGap>? Gaps { get; init; }

    /// <summary>The whole asked time is in the parts.</summary>
    public bool? IsComplete { get; init; }
}
