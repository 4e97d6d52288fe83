using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Outbox;

/// <summary>What counts as delivered, and how much is kept.</summary>
internal sealed record OutboxOptions
{
    public const string FileName = "outbox.db";

    [Description("Consumers whose acknowledgement counts: a message is delivered when every one of them has it. None: when the broker has it and somebody listens.")]
    [MaxLength(8)]
    public ImmutableArray<string> RequiredConsumers { get; init => field = value.IsDefault ? [] : value; } = [];

    [Description("Days after which messages go, delivered or not. What was not delivered is named to the center as a gap.")]
    [Range(0.01, 36500.0)]
    public double RetentionDays { get; init; } = 7;

    [Description("Bytes that messages may take on this disk. Beyond, the delivered go first, then the least severe and oldest, named to the center as a gap.")]
    [Range(1L << 20, 1L << 46)]
    public long MaximumBytes { get; init; } = 256L << 20;

    [Description("Most bytes that clips waiting for the center may take on this disk. Beyond it the oldest are deleted, undelivered.")]
    [Range(1L << 20, 1L << 46)]
    public long ClipStoreMaximumBytes { get; init; } = 2L << 30;
}
