using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Outbox;

/// <summary>The statements that change the log, within one transaction of one connection.</summary>
internal sealed class OutboxTransaction(SqliteConnection connection, SqliteTransaction transaction, TimeProvider time)
{
    private long NowMilliseconds => time.GetUtcNow().ToUnixTimeMilliseconds();

    public void Append(EdgeEvent edgeEvent, PoleMode mode, string body)
    {
        var sequence = TakeSequence(edgeEvent.Severity);
        InsertEntry(
            edgeEvent.Severity, sequence, "event", edgeEvent.Id, edgeEvent.EventId, edgeEvent.Camera, edgeEvent.Type, mode,
            edgeEvent.Utc, edgeEvent.Time.Nanoseconds, edgeEvent.BootId, body);
        if (edgeEvent.Phase == EventPhase.End)
        {
            Execute("DELETE FROM open_events WHERE event_id = $event", ("$event", Text(edgeEvent.EventId)));
        }
        else
        {
            // An update of an event that has ended, such as a person's verdict, does not open it again.
            Execute(
                edgeEvent.Phase == EventPhase.Start
                    ? "INSERT OR REPLACE INTO open_events VALUES ($event, $mode, $body)"
                    : "UPDATE open_events SET mode = $mode, body = $body WHERE event_id = $event",
                ("$event", Text(edgeEvent.EventId)), ("$mode", mode.ToString()), ("$body", body));
        }
    }

    /// <summary>Adds a clip once: a second time changes nothing.</summary>
    public void Append(Clip clip, PoleMode mode, string body)
    {
        if (HasClip(clip.Id))
        {
            return;
        }

        var stream = clip.EventId is { } eventId
            && Scalar("SELECT max(stream) FROM entries WHERE event_id = $event", ("$event", Text(eventId))) is long highest
                ? (Severity)highest
                : Severity.Notice;
        var sequence = TakeSequence(stream);
        InsertEntry(
            stream, sequence, "clip", clip.Id, clip.EventId, clip.Camera, "clip", mode, clip.ActualStart, null, null, body);

        // The order in which they came is the order of added_ms, also within a millisecond and where the clock was set back.
        Execute(
            """
            INSERT INTO clips VALUES (
                $clip, $stream, $sequence, $state, $size, max($now, (SELECT coalesce(max(added_ms) + 1, 0) FROM clips)))
            """,
            ("$clip", Text(clip.Id)), ("$stream", (int)stream), ("$sequence", sequence), ("$state", (int)ClipState.Pending),
            ("$size", clip.Parts.Sum(p => p.SizeBytes)), ("$now", NowMilliseconds));
        for (var index = 0; index < clip.Parts.Length; index++)
        {
            var part = clip.Parts[index];
            Execute(
                "INSERT INTO clip_parts VALUES ($clip, $part, $path, $size, $sha256, $missing)",
                ("$clip", Text(clip.Id)), ("$part", index), ("$path", part.Path), ("$size", part.SizeBytes),
                ("$sha256", part.Sha256), ("$missing", BlockMap.AllMissing(BlockMap.BlocksOf(part.SizeBytes)).ToBytes()));
        }
    }

    public bool HasClip(Guid clip) => Scalar("SELECT 1 FROM clips WHERE clip = $clip", ("$clip", Text(clip))) is not null;

    public void MarkPublished(Severity stream, long sequence) => Execute(
        "UPDATE entries SET published_ms = $now WHERE stream = $stream AND sequence = $sequence",
        ("$now", NowMilliseconds), ("$stream", (int)stream), ("$sequence", sequence));

    public void Requeue(DateTimeOffset publishedSince) => Execute(
        "UPDATE entries SET published_ms = NULL WHERE published_ms >= $since",
        ("$since", publishedSince.ToUnixTimeMilliseconds()));

    public void SetMissing(Guid clip, int part, byte[] missing) => Execute(
        "UPDATE clip_parts SET missing = $missing WHERE clip = $clip AND part = $part",
        ("$missing", missing), ("$clip", Text(clip)), ("$part", part));

    public void Close(Guid clip, ClipState state) => Execute(
        "UPDATE clips SET state = $state WHERE clip = $clip AND state = $pending",
        ("$state", (int)state), ("$clip", Text(clip)), ("$pending", (int)ClipState.Pending));

    /// <summary>Drops the oldest undelivered clips until the rest fits; the newest always stays.</summary>
    public List<Guid> DropBeyond(long maximumBytes)
    {
        var dropped = new List<Guid>();
        var total = 0L;
        using var command = Command(
            "SELECT clip, size_bytes FROM clips WHERE state = $pending ORDER BY added_ms DESC, clip DESC",
            ("$pending", (int)ClipState.Pending));
        using (var reader = command.ExecuteReader())
        {
            for (var first = true; reader.Read(); first = false)
            {
                total += reader.GetInt64(1);
                if (total > maximumBytes && !first)
                {
                    dropped.Add(Guid.Parse(reader.GetString(0)));
                }
            }
        }

        dropped.ForEach(clip => Close(clip, ClipState.Dropped));
        return dropped;
    }

    public void ForgetParts(Guid clip) =>
        Execute("DELETE FROM clip_parts WHERE clip = $clip", ("$clip", Text(clip)));

    public static string Text(Guid id) => id.ToString();

    private long TakeSequence(Severity stream) => (long)Scalar(
        "UPDATE streams SET next = next + 1 WHERE stream = $stream RETURNING next - 1", ("$stream", (int)stream))!;

    private void InsertEntry(
        Severity stream, long sequence, string kind, Guid id, Guid? eventId, CameraId camera, string type, PoleMode mode,
        UtcTime utc, long? mediaNanoseconds, Guid? bootId, string body) => Execute(
        """
        INSERT INTO entries(stream, sequence, kind, id, event_id, camera, type, mode, utc_ms, clock_synced, media_ns, boot_id, body, appended_ms)
        VALUES ($stream, $sequence, $kind, $id, $event, $camera, $type, $mode, $utc, $synced, $media, $boot, $body, $now)
        """,
        ("$stream", (int)stream), ("$sequence", sequence), ("$kind", kind), ("$id", Text(id)),
        ("$event", eventId is { } e ? Text(e) : null), ("$camera", camera.Value), ("$type", type), ("$mode", mode.ToString()),
        ("$utc", utc.Value.ToUnixTimeMilliseconds()), ("$synced", utc.Synchronised ? 1 : 0), ("$media", mediaNanoseconds),
        ("$boot", bootId is { } b ? Text(b) : null), ("$body", body), ("$now", NowMilliseconds));

    private void Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = SqliteFile.Command(connection, sql, parameters);
        command.Transaction = transaction;
        return command;
    }
}
