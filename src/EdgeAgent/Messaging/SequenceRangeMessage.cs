using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>Entries of one stream of a log.</summary>
/// <param name="Stream">Severity of its events.</param>
/// <param name="From">First, from 1.</param>
/// <param name="To">Last, inclusive.</param>
internal sealed record SequenceRangeMessage(Severity Stream, long From, long To);
