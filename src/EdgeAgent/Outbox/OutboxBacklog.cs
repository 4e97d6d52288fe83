using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>What waits to be published or acknowledged, for health.</summary>
/// <param name="Pending">Entries per stream; streams without any are absent.</param>
/// <param name="OldestAge">Since the oldest of them was appended.</param>
/// <param name="PendingClips">Clips that the center has not confirmed.</param>
internal sealed record OutboxBacklog(ImmutableSortedDictionary<Severity, long> Pending, TimeSpan? OldestAge, long PendingClips)
{
    public long Total => Pending.Values.Sum();

    /// <summary>Published entries that not every required consumer has.</summary>
    public long Unacknowledged { get; init; }

    /// <summary>Bytes of the log that are in use.</summary>
    public long Bytes { get; init; }

    /// <summary>Entries that went undelivered since the log began, all of them named in gaps.</summary>
    public long Dropped { get; init; }
}
