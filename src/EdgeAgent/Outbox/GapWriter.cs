using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>
/// Says what goes undelivered, in the transaction in which it goes. Gaps of a reason that nobody has yet grow together, and a gap itself goes
/// only into another one, which names its number: so they stay few, and nothing is missing unnoticed.
/// </summary>
internal sealed class GapWriter(OutboxTransaction changes, Acknowledgements acknowledgements, PoleMode mode)
{
    /// <summary>Undelivered gaps of a reason, beyond which they become one.</summary>
    private const int MostWaiting = 16;

    public void Write(Guid log, string reason, IReadOnlyCollection<LostEntry> lost)
    {
        if (reason != OutboxGap.Renumbered)
        {
            changes.Execute(
                "INSERT INTO settings VALUES ('dropped', $n) ON CONFLICT (name) DO UPDATE SET value = value + $n",
                ("$n", (long)lost.Count));
        }

        foreach (var some in OutboxGap.Merge(lost.Select(entry => new SequenceRange(entry.Stream, entry.Sequence, entry.Sequence))).Chunk(OutboxGap.MostRanges))
        {
            var (first, last) = ((some[0].Stream, some[0].From), (some[^1].Stream, some[^1].To));
            Write(new OutboxGap
            {
                Id = Guid.CreateVersion7(),
                Log = log,
                Reason = reason,
                Ranges = [.. some],
                Records = lost.Where(entry => (entry.Stream, entry.Sequence) is var at && at.CompareTo(first) >= 0 && at.CompareTo(last) <= 0).Sum(entry => entry.Records),
                Utc = changes.Clock.Utc,
            });
        }
    }

    private void Write(OutboxGap gap)
    {
        var key = OutboxGap.KeyOf(gap.Reason);
        if (changes.Unsent.TryRewrite(key, OutboxGap.Stream) is { } unsent
            && Read(unsent) is { } waiting && waiting.Log == gap.Log
            && OutboxGap.Merge([.. waiting.Ranges, .. gap.Ranges]) is { Length: <= OutboxGap.MostRanges } merged)
        {
            var grown = gap with { Ranges = merged, Records = gap.Records + waiting.Records };
            if (changes.Rewrite(OutboxGap.Stream, unsent, grown.Id, mode, grown.Utc, null, OutboxJson.Write(grown)))
            {
                return;
            }
        }

        gap = Fold(gap, key);
        var sequence = changes.TakeSequence(OutboxGap.Stream);
        changes.InsertEntry(
            OutboxGap.Stream, sequence, "gap", gap.Id, key, "", "gap", mode, gap.Utc, null, null, OutboxJson.Write(gap));
        changes.Unsent.Appended(key, OutboxGap.Stream, sequence);
    }

    /// <summary>Takes over what earlier gaps say, together with their own numbers, where too many wait.</summary>
    private OutboxGap Fold(OutboxGap gap, Guid key)
    {
        var waiting = changes.ReadLongs("SELECT sequence FROM entries WHERE event_id = $key ORDER BY sequence", ("$key", OutboxTransaction.Text(key)))
            .Where(sequence => !IsDelivered(sequence)).ToList();
        if (waiting.Count < MostWaiting)
        {
            return gap;
        }

        foreach (var sequence in waiting)
        {
            if (Read(sequence) is { } earlier && earlier.Log == gap.Log
                && OutboxGap.Merge([.. gap.Ranges, .. earlier.Ranges, new SequenceRange(OutboxGap.Stream, sequence, sequence)]) is
                    { Length: <= OutboxGap.MostRanges } merged)
            {
                gap = gap with { Ranges = merged, Records = gap.Records + earlier.Records };
                changes.Delete(OutboxGap.Stream, sequence);
            }
        }

        return gap;
    }

    private bool IsDelivered(long sequence) => acknowledgements.Consumers.IsEmpty
        ? changes.Scalar(
            "SELECT 1 FROM entries WHERE stream = $stream AND sequence = $sequence AND published_ms IS NOT NULL",
            ("$stream", (int)OutboxGap.Stream), ("$sequence", sequence)) is not null
        : acknowledgements.IsDelivered(OutboxGap.Stream, sequence);

    private OutboxGap? Read(long sequence)
    {
        try
        {
            return changes.Scalar(
                "SELECT body FROM entries WHERE stream = $stream AND sequence = $sequence", ("$stream", (int)OutboxGap.Stream), ("$sequence", sequence))
                is string body ? OutboxJson.Read<OutboxGap>(body) : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
