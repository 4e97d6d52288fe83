using System.Collections.Immutable;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Outbox;

/// <summary>The reading side: a connection of its own, which the write-ahead log lets read while the writer writes.</summary>
internal sealed class OutboxReader(string path) : IDisposable
{
    /// <summary>The log is read with the row: both may change together.</summary>
    private const string Columns = "e.stream, e.sequence, e.mode, e.kind, e.body, e.coalesced, (SELECT value FROM settings WHERE name = 'log')";

    private const int ColumnCount = 7;

    private readonly Lock _lock = new();
    private SqliteConnection? _connection;

    public Guid ReadLog() => Read(
        "SELECT value FROM settings WHERE name = 'log'", row => Guid.Parse(row.GetString(0)))[0];

    /// <summary>Null where it was never set.</summary>
    public long? ReadNumber(string name) => Read(
        "SELECT value FROM settings WHERE name = $name", row => (long?)row.GetInt64(0), ("$name", name)) is [{ } value] ? value : null;

    public List<(string Consumer, SequenceRange Range)> ReadAcknowledged() => Read(
        "SELECT consumer, stream, first, last FROM acknowledged",
        row => (row.GetString(0), new SequenceRange((Severity)row.GetInt32(1), row.GetInt64(2), row.GetInt64(3))));

    /// <summary>One entry that was published; null where it is gone or waits.</summary>
    public OutboxEntry? ReadPublished(Severity stream, long sequence) => Read(
        $"SELECT {Columns} FROM entries e WHERE stream = $stream AND sequence = $sequence AND published_ms IS NOT NULL",
        EntryAt0,
        ("$stream", (int)stream), ("$sequence", sequence)) is [var entry] ? entry : null;

    /// <summary>Numbers of a range that the log holds, in order.</summary>
    public List<long> ReadSequences(SequenceRange range) => Read(
        "SELECT sequence FROM entries WHERE stream = $stream AND sequence BETWEEN $from AND $to ORDER BY sequence",
        row => row.GetInt64(0),
        ("$stream", (int)range.Stream), ("$from", range.From), ("$to", range.To));

    /// <summary>One entry that waits; null where it is gone or was published.</summary>
    public OutboxEntry? ReadWaiting(Severity stream, long sequence) => Read(
        $"SELECT {Columns} FROM entries e WHERE stream = $stream AND sequence = $sequence AND published_ms IS NULL",
        EntryAt0,
        ("$stream", (int)stream), ("$sequence", sequence)) is [var entry] ? entry : null;

    /// <summary>Entries of a stream that wait to be published, in the order of their sequence. Of those that are not wanted no more than the number is read.</summary>
    public List<OutboxEntry> ReadPending(Severity stream, Predicate<long> isWanted, int limit) => Read(
        $"SELECT {Columns} FROM entries e WHERE published_ms IS NULL AND stream = $stream ORDER BY sequence",
        row => isWanted(row.GetInt64(1)),
        limit,
        EntryAt0,
        ("$stream", (int)stream));

    /// <summary>What waits of an event in lower streams and stands in this one not at all.</summary>
    public List<(Severity Stream, long Sequence)> ReadWaitingBelow(Severity stream, Guid eventId) => Read(
        """
        SELECT stream, sequence FROM entries e
        WHERE event_id = $event AND kind = 'event' AND published_ms IS NULL AND stream < $stream
            AND NOT EXISTS (SELECT 1 FROM entries copy WHERE copy.event_id = $event AND copy.stream = $stream AND copy.id = e.id)
        """,
        row => ((Severity)row.GetInt32(0), row.GetInt64(1)),
        ("$stream", (int)stream), ("$event", OutboxTransaction.Text(eventId)));

    /// <summary>The last entry of an event; null where the log has none, or it cannot be read.</summary>
    public EdgeEvent? FindEvent(Guid eventId) => Read(
        $"""
        SELECT {Columns} FROM entries e
        WHERE event_id = $event AND kind = 'event' ORDER BY appended_ms DESC, sequence DESC LIMIT 1
        """,
        EntryAt0,
        ("$event", OutboxTransaction.Text(eventId))) is [var last] ? last.Event : null;

    /// <summary>The last number of a stream that may have been published; 0 for none. What stands before the first that waits was.</summary>
    public long ReadHighest(Severity stream) => Read(
        """
        SELECT max(
            coalesce((SELECT max(sequence) FROM entries WHERE stream = $stream AND published_ms IS NOT NULL), 0),
            coalesce((SELECT min(sequence) FROM entries WHERE stream = $stream AND published_ms IS NULL), (SELECT next FROM streams WHERE stream = $stream)) - 1)
        """,
        row => row.GetInt64(0),
        ("$stream", (int)stream))[0];

    /// <summary>Where every entry stands that the log holds, published or not.</summary>
    public List<(Severity Stream, long Sequence)> ReadPlaces() => Read(
        "SELECT stream, sequence FROM entries", row => ((Severity)row.GetInt32(0), row.GetInt64(1)));

    public OutboxBacklog ReadBacklog(long nowMilliseconds)
    {
        var streams = Read(
            "SELECT stream, count(*), min(appended_ms) FROM entries WHERE published_ms IS NULL GROUP BY stream",
            row => (Stream: (Severity)row.GetInt32(0), Count: row.GetInt64(1), Oldest: row.GetInt64(2)));
        var clips = Read(
            "SELECT count(*) FROM clips WHERE state = $pending", row => row.GetInt64(0), ("$pending", (int)ClipState.Pending));
        return new OutboxBacklog(
            streams.ToImmutableSortedDictionary(s => s.Stream, s => s.Count),
            streams.Count == 0 ? null : TimeSpan.FromMilliseconds(Math.Max(0, nowMilliseconds - streams.Min(s => s.Oldest))),
            clips[0])
        {
            Bytes = (ReadPragma("page_count") - ReadPragma("freelist_count")) * ReadPragma("page_size"),
            Dropped = ReadNumber("dropped") ?? 0,
        };
    }

    /// <summary>Clips whose manifest has been published and that the center has not confirmed, oldest first.</summary>
    public ImmutableArray<ClipTransfer> ReadTransfers()
    {
        var rows = Read(
            $"""
            SELECT {Columns}, c.clip, p.part, p.path, p.size_bytes, p.sha256, p.missing, k.content_key
            FROM clips c JOIN entries e USING (stream, sequence) JOIN clip_parts p USING (clip)
            LEFT JOIN clip_keys k ON k.clip = p.clip AND k.part = p.part
            WHERE c.state = $pending AND e.published_ms IS NOT NULL ORDER BY c.added_ms, c.clip, p.part
            """,
            row => (
                ClipId: Guid.Parse(row.GetString(ColumnCount)),
                Entry: EntryAt0(row),
                Part: new ClipPartTransfer(
                    row.GetInt32(ColumnCount + 1), row.GetString(ColumnCount + 2), row.GetInt64(ColumnCount + 3), row.GetString(ColumnCount + 4),
                    BlockMap.FromBytes(BlockMap.BlocksOf(row.GetInt64(ColumnCount + 3)), (byte[])row.GetValue(ColumnCount + 5)),
                    row.GetValue(ColumnCount + 6) as byte[])),
            ("$pending", (int)ClipState.Pending));
        return [.. rows.GroupBy(r => r.ClipId).Select(g => new ClipTransfer(g.Key, g.First().Entry, [.. g.Select(r => r.Part)]))];
    }

    /// <summary>Clips that the center has not confirmed, published or not.</summary>
    public List<OutboxEntry> ReadUndelivered() => Read(
        $"""
        SELECT {Columns} FROM clips c JOIN entries e USING (stream, sequence) WHERE c.state = $pending
        """,
        EntryAt0,
        ("$pending", (int)ClipState.Pending));

    public string? ReadManifest(Guid clip) => Read(
        "SELECT manifest FROM clip_seals WHERE clip = $clip", row => row.GetString(0), ("$clip", OutboxTransaction.Text(clip))).FirstOrDefault();

    /// <summary>Undelivered clips without a signed manifest, oldest first.</summary>
    public List<OutboxEntry> ReadUnsealed() => Read(
        $"""
        SELECT {Columns} FROM clips c JOIN entries e USING (stream, sequence)
        WHERE c.state = $pending AND c.clip NOT IN (SELECT clip FROM clip_seals) ORDER BY c.added_ms
        """,
        EntryAt0,
        ("$pending", (int)ClipState.Pending));

    /// <summary>Files of clips that are delivered or dropped, and whose deletion has not been recorded.</summary>
    public List<(Guid Clip, string Path)> ReadLeftovers() => Read(
        "SELECT p.clip, p.path FROM clip_parts p JOIN clips c USING (clip) WHERE c.state <> $pending",
        row => (Guid.Parse(row.GetString(0)), row.GetString(1)),
        ("$pending", (int)ClipState.Pending));

    /// <summary>Every file that some clip still counts on.</summary>
    public List<string> ReadPaths() => Read("SELECT path FROM clip_parts", row => row.GetString(0));

    public List<(PoleMode Mode, EdgeEvent Last)> ReadOpenEvents() => Read(
        "SELECT mode, body FROM open_events",
        row => (Enum.Parse<PoleMode>(row.GetString(0)), OutboxJson.Read<EdgeEvent>(row.GetString(1))));

    public void Dispose()
    {
        lock (_lock)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }

    // A body that cannot be read comes back empty: one bad row must not hold up its stream for ever.
    private static OutboxEntry EntryAt0(SqliteDataReader row)
    {
        var entry = new OutboxEntry(
            (Severity)row.GetInt32(0), row.GetInt64(1), Enum.Parse<PoleMode>(row.GetString(2)), null, null)
        {
            Coalesced = row.GetInt32(5),
            Log = Guid.Parse(row.GetString(6)),
        };
        try
        {
            return row.GetString(3) switch
            {
                "event" => entry with { Event = OutboxJson.Read<EdgeEvent>(row.GetString(4)) },
                "clip" => entry with { Clip = OutboxJson.Read<Clip>(row.GetString(4)) },
                "gap" => entry with { Gap = OutboxJson.Read<OutboxGap>(row.GetString(4)) },
                _ => entry,
            };
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return entry;
        }
    }

    private long ReadPragma(string name) => Read($"PRAGMA {name}", row => row.GetInt64(0))[0];

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Read(sql, _ => true, int.MaxValue, map, parameters);

    private List<T> Read<T>(
        string sql, Predicate<SqliteDataReader> isWanted, int limit, Func<SqliteDataReader, T> map,
        params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        lock (_lock)
        {
            try
            {
                _connection ??= SqliteFile.Open(path);
                using var command = SqliteFile.Command(_connection, sql, parameters);
                using var reader = command.ExecuteReader();
                var rows = new List<T>();
                while (rows.Count < limit && reader.Read())
                {
                    if (isWanted(reader))
                    {
                        rows.Add(map(reader));
                    }
                }

                return rows;
            }
            catch (SqliteException e)
            {
                _connection?.Dispose();
                _connection = null;
                throw StorageException.From(path, e);
            }
        }
    }
}
