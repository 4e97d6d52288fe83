using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>Entries of one stream, the first and the last among them.</summary>
internal sealed record SequenceRange(Severity Stream, long From, long To);
