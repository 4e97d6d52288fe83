using System.Collections.Immutable;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Outbox;

/// <summary>The reading side: a connection of its own, which the write-ahead log lets read while the writer writes.</summary>
internal sealed class OutboxReader(string path) : IDisposable
{
    private readonly Lock _lock = new();
    private SqliteConnection? _connection;

    public Guid ReadLog() => Read(
        "SELECT value FROM settings WHERE name = 'log'", row => Guid.Parse(row.GetString(0)))[0];

    /// <summary>Entries of a stream that wait to be published, in the order of their sequence.</summary>
    public List<OutboxEntry> ReadPending(Severity stream, long afterSequence, int limit) => Read(
        """
        SELECT stream, sequence, mode, kind, body FROM entries
        WHERE published_ms IS NULL AND stream = $stream AND sequence > $after ORDER BY sequence LIMIT $limit
        """,
        EntryAt0,
        ("$stream", (int)stream), ("$after", afterSequence), ("$limit", limit));

    /// <summary>The last entry of an event; null where the log has none, or it cannot be read.</summary>
    public EdgeEvent? FindEvent(Guid eventId) => Read(
        """
        SELECT stream, sequence, mode, kind, body FROM entries
        WHERE event_id = $event AND kind = 'event' ORDER BY appended_ms DESC, sequence DESC LIMIT 1
        """,
        EntryAt0,
        ("$event", OutboxTransaction.Text(eventId))) is [var last] ? last.Event : null;

    /// <summary>The last number of a stream that was published; 0 for none.</summary>
    public long ReadHighest(Severity stream) => Read(
        "SELECT coalesce(max(sequence), 0) FROM entries WHERE stream = $stream AND published_ms IS NOT NULL",
        row => row.GetInt64(0),
        ("$stream", (int)stream))[0];

    /// <summary>Where every entry stands that the log holds, published or not.</summary>
    public List<(Severity Stream, long Sequence)> ReadPlaces() => Read(
        "SELECT stream, sequence FROM entries", row => ((Severity)row.GetInt32(0), row.GetInt64(1)));

    public OutboxBacklog ReadBacklog(DateTimeOffset now)
    {
        var streams = Read(
            "SELECT stream, count(*), min(appended_ms) FROM entries WHERE published_ms IS NULL GROUP BY stream",
            row => (Stream: (Severity)row.GetInt32(0), Count: row.GetInt64(1), Oldest: row.GetInt64(2)));
        var clips = Read(
            "SELECT count(*) FROM clips WHERE state = $pending", row => row.GetInt64(0), ("$pending", (int)ClipState.Pending));
        return new OutboxBacklog(
            streams.ToImmutableSortedDictionary(s => s.Stream, s => s.Count),
            streams.Count == 0 ? null : now - DateTimeOffset.FromUnixTimeMilliseconds(streams.Min(s => s.Oldest)),
            clips[0]);
    }

    /// <summary>Clips whose manifest has been published and that the center has not confirmed, oldest first.</summary>
    public ImmutableArray<ClipTransfer> ReadTransfers()
    {
        var rows = Read(
            """
            SELECT e.stream, e.sequence, e.mode, e.kind, e.body, c.clip, p.part, p.path, p.size_bytes, p.sha256, p.missing
            FROM clips c JOIN entries e USING (stream, sequence) JOIN clip_parts p USING (clip)
            WHERE c.state = $pending AND e.published_ms IS NOT NULL ORDER BY c.added_ms, c.clip, p.part
            """,
            row => (
                ClipId: Guid.Parse(row.GetString(5)),
                Entry: EntryAt0(row),
                Part: new ClipPartTransfer(
                    row.GetInt32(6), row.GetString(7), row.GetInt64(8), row.GetString(9),
                    BlockMap.FromBytes(BlockMap.BlocksOf(row.GetInt64(8)), (byte[])row.GetValue(10)))),
            ("$pending", (int)ClipState.Pending));
        return [.. rows.GroupBy(r => r.ClipId).Select(g => new ClipTransfer(g.Key, g.First().Entry, [.. g.Select(r => r.Part)]))];
    }

    /// <summary>Clips that the center has not confirmed, published or not.</summary>
    public List<OutboxEntry> ReadUndelivered() => Read(
        """
        SELECT e.stream, e.sequence, e.mode, e.kind, e.body FROM clips c JOIN entries e USING (stream, sequence) WHERE c.state = $pending
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
            (Severity)row.GetInt32(0), row.GetInt64(1), Enum.Parse<PoleMode>(row.GetString(2)), null, null);
        try
        {
            return row.GetString(3) == "event"
                ? entry with { Event = OutboxJson.Read<EdgeEvent>(row.GetString(4)) }
                : entry with { Clip = OutboxJson.Read<Clip>(row.GetString(4)) };
        }
        catch (JsonException)
        {
            return entry;
        }
    }

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        lock (_lock)
        {
            try
            {
                _connection ??= SqliteFile.Open(path);
                using var command = SqliteFile.Command(_connection, sql, parameters);
                using var reader = command.ExecuteReader();
                var rows = new List<T>();
                while (reader.Read())
                {
                    rows.Add(map(reader));
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
