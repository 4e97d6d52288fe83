using System.Collections.Immutable;
using System.ComponentModel;
using EdgeAgent.Outbox;

namespace EdgeAgent.Messaging;

/// <summary>Entries that the center will never get.</summary>
internal sealed record GapMessage(
    [Description("The log that the numbers are of: not always the one that the message itself stands in.")] Guid Log,
    [Description("What will not come.")] ImmutableArray<SequenceRangeMessage> Ranges,
    [Description("`retention-age`, `retention-bytes`, `unreadable`, or `renumbered` for what comes under another log; a later agent may say others.")] string Reason,
    [Description("Raised records that never come: the entries, and the updates that they stood for. One that comes under another number does not count.")] long Records)
{
    public static GapMessage From(OutboxGap gap) =>
        new(gap.Log, [.. gap.Ranges.Select(range => new SequenceRangeMessage(range.Stream, range.From, range.To))], gap.Reason, gap.Records);
}
