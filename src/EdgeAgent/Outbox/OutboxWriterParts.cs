using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>What the writer shares with the rest of the log.</summary>
/// <param name="Changed">Set after every commit, and when the disk refuses.</param>
/// <param name="Append">The change that appends an event.</param>
internal sealed record OutboxWriterParts(
    Signal Changed, OutboxClock Clock, UnsentRows Unsent, OutboxReserve Reserve, UnwrittenEvents Unwritten, Func<EdgeEvent, PendingWrite> Append);
