using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>
/// Begins another log in the same file: what nobody has yet gets numbers from 1 on, in its order; what everybody has goes. A gap says that the
/// old numbers will not come.
/// </summary>
internal sealed class NewLog(OutboxTransaction changes, Acknowledgements acknowledgements, PoleMode mode)
{
    public void Begin(Guid old, Guid log)
    {
        var renumbered = new List<LostEntry>();
        foreach (var stream in Enum.GetValues<Severity>())
        {
            var next = 1L;
            foreach (var sequence in Undelivered(stream))
            {
                renumbered.Add(new LostEntry(stream, sequence, Records: 0));
                if (sequence != next)
                {
                    // Never above what it was, and what stood there has gone or moved.
                    Move("entries", stream, sequence, next);
                    Move("clips", stream, sequence, next);
                }

                next++;
            }

            changes.Execute("UPDATE streams SET next = $next WHERE stream = $stream", ("$next", next), ("$stream", (int)stream));
        }

        changes.Execute("UPDATE entries SET published_ms = NULL WHERE published_ms IS NOT NULL");
        changes.Execute("DELETE FROM acknowledged");
        changes.Save("log", OutboxTransaction.Text(log));
        changes.Unsent.Clear();
        if (renumbered.Count > 0)
        {
            new GapWriter(changes, acknowledgements, mode).Write(old, OutboxGap.Renumbered, renumbered);
        }
    }

    /// <summary>Deletes the others, but for manifests of clips that are being sent.</summary>
    private List<long> Undelivered(Severity stream)
    {
        var waiting = changes.ReadLongs(
            "SELECT sequence FROM clips WHERE stream = $stream AND state = $pending", ("$stream", (int)stream), ("$pending", (int)ClipState.Pending))
            .ToHashSet();
        var published = changes.ReadLongs(
            "SELECT sequence FROM entries WHERE stream = $stream AND published_ms IS NOT NULL", ("$stream", (int)stream)).ToHashSet();
        var kept = new List<long>();
        foreach (var sequence in changes.ReadLongs("SELECT sequence FROM entries WHERE stream = $stream ORDER BY sequence", ("$stream", (int)stream)))
        {
            var isDelivered = acknowledgements.Consumers.IsEmpty ? published.Contains(sequence) : acknowledgements.IsDelivered(stream, sequence);
            if (!isDelivered || waiting.Contains(sequence))
            {
                kept.Add(sequence);
            }
            else
            {
                changes.Delete(stream, sequence);
            }
        }

        return kept;
    }

    private void Move(string table, Severity stream, long from, long to) => changes.Execute(
        $"UPDATE {table} SET sequence = $to WHERE stream = $stream AND sequence = $from",
        ("$to", to), ("$stream", (int)stream), ("$from", from));
}
