using System.Collections.Immutable;
using EdgeAgent.Messaging;

namespace EdgeAgent.Control.Verbs;

/// <summary>What is sent again.</summary>
/// <param name="Queued">How many entries.</param>
/// <param name="Missing">What the log does not hold, or not any more.</param>
internal sealed record ReplayResult(long Queued, ImmutableArray<SequenceRangeMessage> Missing);
