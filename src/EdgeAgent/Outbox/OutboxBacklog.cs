using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>What waits to be published, for health.</summary>
/// <param name="Pending">Entries per stream; streams without any are absent.</param>
/// <param name="OldestAge">Since the oldest of them was appended.</param>
/// <param name="PendingClips">Clips that the center has not confirmed.</param>
internal sealed record OutboxBacklog(ImmutableSortedDictionary<Severity, long> Pending, TimeSpan? OldestAge, long PendingClips)
{
    public long Total => Pending.Values.Sum();
}
