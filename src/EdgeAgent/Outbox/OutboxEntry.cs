using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>One row of the log: an event or the manifest of a clip, or neither where the row cannot be read. Its identity is (log, stream, sequence).</summary>
/// <param name="Mode">The pole's mode when it was appended: an event of a commissioning day stays one.</param>
/// <param name="Event">Set for an event.</param>
/// <param name="Clip">Set for a clip's manifest.</param>
internal sealed record OutboxEntry(Severity Stream, long Sequence, PoleMode Mode, EdgeEvent? Event, Clip? Clip);
