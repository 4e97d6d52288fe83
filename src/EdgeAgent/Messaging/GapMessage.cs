using System.Collections.Immutable;
using System.ComponentModel;
using EdgeAgent.Outbox;

namespace EdgeAgent.Messaging;

/// <summary>Entries that the center will never get.</summary>
/// <param name="Log">Whose numbers they are: not always the log that the message itself stands in.</param>
/// <param name="Ranges">Of numbers, both ends among them.</param>
/// <param name="Reason"><c>retention-age</c>, <c>retention-bytes</c>, <c>unreadable</c>, or <c>renumbered</c> for what comes under another log.</param>
/// <param name="Records">How many raised records the center will never get for it.</param>
internal sealed record GapMessage(
    Guid Log,
    ImmutableArray<GapRangeMessage> Ranges,
    string Reason,
    [Description("Raised records that never come: the entries, and the updates that they stood for. One that comes under another number does not count.")] long Records)
{
    public static GapMessage From(OutboxGap gap) =>
        new(gap.Log, [.. gap.Ranges.Select(range => new GapRangeMessage(range.Stream, range.From, range.To))], gap.Reason, gap.Records);
}
