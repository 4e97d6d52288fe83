using System.Collections.Immutable;
using EdgeAgent.Outbox;

namespace EdgeAgent.Messaging;

/// <summary>Entries that the center will never get.</summary>
/// <param name="Log">Whose numbers they are: not always the log that the message itself stands in.</param>
/// <param name="Ranges">Of numbers, both ends among them.</param>
/// <param name="Reason"><c>retention-age</c>, <c>retention-bytes</c>, <c>unreadable</c>, or <c>renumbered</c> for what comes under another log.</param>
internal sealed record GapMessage(Guid Log, ImmutableArray<GapRangeMessage> Ranges, string Reason)
{
    public static GapMessage From(OutboxGap gap) =>
        new(gap.Log, [.. gap.Ranges.Select(range => new GapRangeMessage(range.Stream, range.From, range.To))], gap.Reason);
}
