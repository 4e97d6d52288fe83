using System.Collections.Immutable;

namespace EdgeAgent.Outbox;

/// <summary>What becomes of ranges that somebody wants again.</summary>
/// <param name="Queued">How many entries are sent again.</param>
/// <param name="Missing">What the log does not hold.</param>
internal sealed record ReplayAnswer(long Queued, ImmutableArray<SequenceRange> Missing);
