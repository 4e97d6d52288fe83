using System.Collections.Immutable;

namespace EdgeAgent.Outbox;

/// <summary>What becomes of ranges that were asked for again.</summary>
/// <param name="Queued">Entries that go out once more.</param>
/// <param name="Missing">What the log does not have: dropped, or never given out.</param>
internal sealed record ReplayAnswer(long Queued, ImmutableArray<SequenceRange> Missing);
