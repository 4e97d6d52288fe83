using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

internal sealed record QueueHealth(
    [Description("Entries that wait in the outbox.")] [Range(0, double.MaxValue)] long Pending,
    [Description("How long the oldest of them has waited; absent where none waits.")] [Range(0, double.MaxValue)] double? OldestAgeSeconds,
    [Description("Clips that the center has not confirmed.")] [Range(0, double.MaxValue)] long PendingClips);
