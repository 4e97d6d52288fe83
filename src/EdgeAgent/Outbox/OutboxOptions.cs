using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Outbox;

internal sealed record OutboxOptions
{
    public const string FileName = "outbox.db";

    [Description("Most bytes that clips waiting for the center may take on this disk. Beyond it the oldest are deleted, undelivered.")]
    [Range(1L << 20, 1L << 46)]
    public long ClipStoreMaximumBytes { get; init; } = 2L << 30;
}
