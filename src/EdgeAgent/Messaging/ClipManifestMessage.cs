using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>What a clip shows, and what its parts must hash to.</summary>
internal sealed record ClipManifestMessage
{
    [Description("Identity of the clip.")]
    public required Guid ClipId { get; init; }

    [Description("The pole that it is of, `{city}/{pole}`.")]
    public string? Pole { get; init; }

    [Description("Id of the camera that sent it.")]
    [RegularExpression(Shape.Name)]
    public required string Camera { get; init; }

    [Description("The event that it was cut for; absent where it was asked for.")]
    public Guid? EventId { get; init; }

    [Description("Why it was made, such as `event`. A later agent may say others.")]
    public required string Purpose { get; init; }

    [Description("The case that it was asked for; absent for a clip of an event.")]
    [Personal(PersonalPurpose.Accountability, PersonalRetention.Events)]
    public string? CaseId { get; init; }

    [Description("Begin of what was asked for.")]
    public required DateTimeOffset AskedStart { get; init; }

    [Description("End of what was asked for.")]
    public required DateTimeOffset AskedEnd { get; init; }

    [Description("What it really shows, from the keyframe at or before the asked start.")]
    public required DateTimeOffset ActualStart { get; init; }

    [Description("End of its last picture.")]
    public required DateTimeOffset ActualEnd { get; init; }

    [Description("Whether the pole's clock was synchronised at `actualStart`.")]
    public required ClockState Clock { get; init; }

    [Description("Its files, in order: more than one over a reconnection, a change of codec or picture size, a pause, or beyond 128 MiB.")]
    public required ImmutableArray<ClipPartMessage> Parts { get; init; }

    [Description("What of the asked time the parts do not show, and why; absent from agents that cut one part only.")]
    public ImmutableArray<ClipGapMessage>? Gaps { get; init; }

    [Description("Whether the whole asked time is in the parts; absent from agents that cut one part only.")]
    public bool? Complete { get; init; }

    [Description("Of the pole when the clip was made.")]
    public PoleMode? Mode { get; init; }

    [Description("Of the event that it was cut for.")]
    public Severity? Severity { get; init; }

    [Description("Who begins its transfer: `push`, blocks follow the manifest; `pull`, they come when they are asked for. Absent from older agents, which push.")]
    public ClipDelivery? Delivery { get; init; }

    [Description("SHA-256 of what was signed as the camera's previous manifest, lower-case hexadecimal; absent from its first. One that is missing or was changed shows.")]
    [RegularExpression(Shape.Sha256)]
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
