using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>What a clip shows, and what its parts must hash to.</summary>
internal sealed record ClipManifestMessage
{
    public required Guid ClipId { get; init; }

    /// <summary><c>{city}/{pole}</c>.</summary>
    public string? Pole { get; init; }

    public required string Camera { get; init; }

    public Guid? EventId { get; init; }

    public required string Purpose { get; init; }

    /// <summary>The case that it was asked for; absent for a clip of an event.</summary>
    public string? CaseId { get; init; }

    public required DateTimeOffset AskedStart { get; init; }

    public required DateTimeOffset AskedEnd { get; init; }

    public required DateTimeOffset ActualStart { get; init; }

    public required DateTimeOffset ActualEnd { get; init; }

    public required ClockState Clock { get; init; }

    public required ImmutableArray<ClipPartMessage> Parts { get; init; }

    /// <summary>What of the asked time the parts do not show; absent from agents that cut one part only.</summary>
    public ImmutableArray<ClipGapMessage>? Gaps { get; init; }

    /// <summary>The whole asked time is in the parts.</summary>
    public bool? Complete { get; init; }

    /// <summary>Of the pole when the clip was made.</summary>
    public PoleMode? Mode { get; init; }

    /// <summary>Of the event that it was cut for.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Absent from older agents, which push.</summary>
    public ClipDelivery? Delivery { get; init; }

    /// <summary>SHA-256 of what was signed as the camera's previous manifest, lower-case hexadecimal; absent from its first: one that is missing or was changed shows.</summary>
    public string? PreviousManifest { get; init; }

    public static ClipManifestMessage From(Clip clip) => new()
    {
        ClipId = clip.Id,
        Camera = clip.Camera.Value,
        EventId = clip.EventId,
        Purpose = clip.Purpose,
        CaseId = clip.CaseId,
        AskedStart = clip.AskedStart.Value,
        AskedEnd = clip.AskedEnd.Value,
        ActualStart = clip.ActualStart.Value,
        ActualEnd = clip.ActualEnd.Value,
        Clock = clip.ActualStart.Synchronised ? ClockState.Synced : ClockState.Unsynced,
        Parts =
        [
            .. clip.Parts.Select((part, index) => new ClipPartMessage
            {
                Index = index,
                SizeBytes = part.SizeBytes,
                Sha256 = part.Sha256,
                Codec = part.Codec,
                Width = part.Width,
                Height = part.Height,
                DurationSeconds = Math.Round(part.Duration.TotalSeconds, 3),
                BlockSizeBytes = BlockMap.BlockSizeBytes,
                Blocks = BlockMap.BlocksOf(part.SizeBytes),
                Start = part.StartUtc?.Value,
                End = part.StartUtc?.Value + part.Duration,
            }),
        ],
        Gaps = clip.Gaps is { } gaps
            ? [.. gaps.Select(gap => new ClipGapMessage { From = gap.From.Value, To = gap.To.Value, Reason = MessageJson.KebabCase(gap.Reason) })]
            : null,
        Complete = clip.IsComplete,
    };
}
