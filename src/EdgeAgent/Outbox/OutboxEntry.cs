using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>One row of the log: an event, the manifest of a clip or a gap, or none of them where the row cannot be read. Its identity is (log, stream, sequence).</summary>
/// <param name="Mode">The pole's mode when it was appended: an event of a commissioning day stays one.</param>
/// <param name="Event">Set for an event.</param>
/// <param name="Clip">Set for a clip's manifest.</param>
internal sealed record OutboxEntry(Severity Stream, long Sequence, PoleMode Mode, EdgeEvent? Event, Clip? Clip)
{
    /// <summary>Set for a gap.</summary>
    public OutboxGap? Gap { get; init; }

    public Guid Log { get; init; }

    /// <summary>Earlier updates that this one stands for.</summary>
    public int Coalesced { get; init; }

    /// <summary>Under which its row can be rewritten until it is claimed; null for what never is.</summary>
    public Guid? RewriteKey => this switch
    {
        { Event: { Phase: EventPhase.Update } update } => update.EventId,
        { Gap: { } gap } => OutboxGap.KeyOf(gap.Reason),
        _ => null,
    };
}
