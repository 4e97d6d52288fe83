using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>
/// What the log lets go: what is older than it keeps anything, and where it has no room, what is delivered, then the least severe, each the
/// oldest first. What nobody has is named in a gap in the same transaction; a gap that nobody has stays, and so does the manifest of a clip
/// that is being sent.
/// </summary>
internal sealed class Retention(OutboxTransaction changes, Acknowledgements acknowledgements, OutboxOptions options, Guid log, PoleMode mode)
{
    private const int PageRows = 256;

    /// <summary>Of one transaction: others wait behind it.</summary>
    private const int MostRows = 4096;

    private int _deleted;

    /// <summary>Entries that nobody has, and that went.</summary>
    public long Undelivered { get; private set; }

    /// <summary>There is more to do than one transaction should.</summary>
    public bool IsUnfinished => _deleted >= MostRows;

    public void Run()
    {
        var oldest = changes.Clock.Milliseconds - (long)TimeSpan.FromDays(options.RetentionDays).TotalMilliseconds;
        Drop(OutboxGap.Age, onlyDelivered: false, row => row.AppendedMilliseconds < oldest);
        if (changes.BytesInUse > options.MaximumBytes)
        {
            // Somewhat below, so that not every entry from now on is paid for with another.
            var enough = options.MaximumBytes - (options.MaximumBytes / 20);
            Drop(OutboxGap.Bytes, onlyDelivered: true, _ => changes.BytesInUse > enough);
            Drop(OutboxGap.Bytes, onlyDelivered: false, _ => changes.BytesInUse > enough);
        }

        if (_deleted > 0)
        {
            changes.Execute(
                """
                DELETE FROM clips WHERE state <> $pending AND clip NOT IN (SELECT clip FROM clip_parts)
                AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.stream = clips.stream AND e.sequence = clips.sequence)
                """,
                ("$pending", (int)ClipState.Pending));
        }
    }

    /// <summary>Goes through the streams from the least severe on, each from its oldest entry, for as long as the condition holds.</summary>
    private void Drop(string reason, bool onlyDelivered, Func<Row, bool> isWanted)
    {
        var lost = new List<LostEntry>();
        foreach (var stream in Enum.GetValues<Severity>())
        {
            var after = 0L;
            while (!IsUnfinished && ReadPage(stream, after) is { Count: > 0 } page)
            {
                after = page[^1].Sequence;
                var ended = false;
                foreach (var row in page)
                {
                    if (!isWanted(row) || (onlyDelivered && !row.IsDelivered && !acknowledgements.HasLater(stream, row.Sequence)))
                    {
                        ended = true;
                        break;
                    }

                    if (row.IsDelivered ? row.HasWaitingClip : onlyDelivered || row.IsGap)
                    {
                        continue;
                    }

                    var elsewhere = changes.ReadElsewhere(stream, row.Sequence);
                    if (!row.IsDelivered)
                    {
                        lost.Add(new LostEntry(stream, row.Sequence, elsewhere.Count > 0 ? 0 : 1 + row.Coalesced));
                    }
                    else if (elsewhere.Exists(other => !IsDelivered(other.Stream, other.Sequence, other.IsPublished)))
                    {
                        // Should the other go undelivered, this is how it is known that the center has the record.
                        continue;
                    }

                    Delete(row);
                }

                if (ended)
                {
                    break;
                }
            }
        }

        if (lost.Count > 0)
        {
            Undelivered += lost.Count;
            new GapWriter(changes, acknowledgements, mode).Write(log, reason, lost);
        }
    }

    private void Delete(Row row)
    {
        _deleted++;
        changes.Delete(row.Stream, row.Sequence);
    }

    private bool IsDelivered(Severity stream, long sequence, bool isPublished) =>
        acknowledgements.Consumers.IsEmpty ? isPublished : acknowledgements.IsDelivered(stream, sequence);

    private List<Row> ReadPage(Severity stream, long after)
    {
        using var command = changes.Command(
            """
            SELECT sequence, kind, appended_ms, published_ms IS NOT NULL, coalesced,
                kind = 'clip' AND EXISTS (SELECT 1 FROM clips c WHERE c.stream = e.stream AND c.sequence = e.sequence AND c.state = $pending)
            FROM entries e WHERE stream = $stream AND sequence > $after ORDER BY sequence LIMIT $limit
            """,
            ("$stream", (int)stream), ("$after", after), ("$limit", PageRows), ("$pending", (int)ClipState.Pending));
        using var reader = command.ExecuteReader();
        var page = new List<Row>();
        while (reader.Read())
        {
            var sequence = reader.GetInt64(0);
            page.Add(new Row(
                stream, sequence, reader.GetInt64(2), IsDelivered(stream, sequence, reader.GetBoolean(3)), reader.GetString(1) == "gap",
                reader.GetInt64(4), reader.GetBoolean(5)));
        }

        return page;
    }

    private sealed record Row(
        Severity Stream, long Sequence, long AppendedMilliseconds, bool IsDelivered, bool IsGap, long Coalesced, bool HasWaitingClip);
}
