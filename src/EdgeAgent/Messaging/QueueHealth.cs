using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

internal sealed record QueueHealth(
    [Description("Entries that wait in the outbox.")] [Range(0, double.MaxValue)] long Pending,
    [Description("How long the oldest of them has waited; absent where none waits.")] [Range(0, double.MaxValue)] double? OldestAgeSeconds,
    [Description("Clips that the center has not confirmed.")] [Range(0, double.MaxValue)] long PendingClips)
{
    [Description("Entries that were sent, and that not every required consumer has acknowledged; absent where none is required.")]
    [Range(0, double.MaxValue)]
    public long? Unacknowledged { get; init; }

    [Description("What the outbox takes on the disk.")]
    [Range(0, double.MaxValue)]
    public long? Bytes { get; init; }

    [Description("Entries that went undelivered since the log began; all of them were named in gaps.")]
    [Range(0, double.MaxValue)]
    public long? Dropped { get; init; }
}

