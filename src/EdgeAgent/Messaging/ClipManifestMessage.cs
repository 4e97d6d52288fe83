using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>What a clip shows, and what its parts must hash to.</summary>
internal sealed record ClipManifestMessage
{
    public required Guid ClipId { get; init; }

    public required string Camera { get; init; }

    public Guid? EventId { get; init; }

    public required string Purpose { get; init; }

    public required DateTimeOffset AskedStart { get; init; }

    public required DateTimeOffset AskedEnd { get; init; }

    public required DateTimeOffset ActualStart { get; init; }

    public required DateTimeOffset ActualEnd { get; init; }

    public required ClockState Clock { get; init; }

    public required ImmutableArray<ClipPartMessage> Parts { get; init; }

    public static ClipManifestMessage From(Clip clip) => new()
    {
        ClipId = clip.Id,
        Camera = clip.Camera.Value,
        EventId = clip.EventId,
        Purpose = clip.Purpose,
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
            }),
        ],
    };
}
