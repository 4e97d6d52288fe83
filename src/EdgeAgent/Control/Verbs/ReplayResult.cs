using System.Collections.Immutable;
using System.ComponentModel;
using EdgeAgent.Messaging;

namespace EdgeAgent.Control.Verbs;

/// <summary>What is sent again.</summary>
internal sealed record ReplayResult(
    [Description("How many entries are sent again.")] long Queued,
    [Description("What the log does not hold, or not any more.")] ImmutableArray<SequenceRangeMessage> Missing);
