using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>Numbers of one stream, both ends among them.</summary>
internal sealed record GapRangeMessage(Severity Stream, long From, long To);
