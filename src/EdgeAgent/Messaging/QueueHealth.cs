namespace EdgeAgent.Messaging;

/// <param name="Pending">Entries that wait in the outbox.</param>
/// <param name="OldestAgeSeconds">Of the one that has waited longest.</param>
/// <param name="PendingClips">Clips that the center has not confirmed.</param>
internal sealed record QueueHealth(long Pending, double? OldestAgeSeconds, long PendingClips)
{
    /// <summary>Entries that were sent, and that not every required consumer has acknowledged.</summary>
    public long? Unacknowledged { get; init; }

    /// <summary>That the outbox takes on the disk.</summary>
    public long? Bytes { get; init; }

    /// <summary>Entries that went undelivered since the log began; all of them were named in gaps.</summary>
    public long? Dropped { get; init; }
}
