using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Outbox;

/// <summary>The statements that change the log, within one transaction of one connection.</summary>
internal sealed class OutboxTransaction(SqliteConnection connection, SqliteTransaction transaction, OutboxClock clock, UnsentRows unsent)
{
    public OutboxClock Clock { get; } = clock;

    public UnsentRows Unsent { get; } = unsent;

    /// <summary>Bytes of the file that hold something; what is deleted is used again and does not count.</summary>
    public long BytesInUse =>
        ((long)Scalar("PRAGMA page_count")! - (long)Scalar("PRAGMA freelist_count")!) * (long)Scalar("PRAGMA page_size")!;

    /// <summary>Appends to the stream of the highest severity that the event has had, so that its records stay in order.</summary>
    public void Append(EdgeEvent edgeEvent, PoleMode mode, string body)
    {
        var before = (Severity?)(long?)Scalar("SELECT max(stream) FROM entries WHERE event_id = $event", ("$event", Text(edgeEvent.EventId)));
        var stream = before > edgeEvent.Severity ? before.Value : edgeEvent.Severity;
        if (before < stream)
        {
            CopyUnsent(edgeEvent.EventId, before.Value, stream);
        }

        var isUpdate = edgeEvent.Phase == EventPhase.Update;
        if (!isUpdate || Unsent.TryRewrite(edgeEvent.EventId, stream) is not { } unsent
            || !Rewrite(stream, unsent, edgeEvent.Id, mode, edgeEvent.Utc, edgeEvent.Time.Nanoseconds, body))
        {
            var sequence = TakeSequence(stream);
            InsertEntry(
                stream, sequence, "event", edgeEvent.Id, edgeEvent.EventId, edgeEvent.Camera.Value, edgeEvent.Type, mode,
                edgeEvent.Utc, edgeEvent.Time.Nanoseconds, edgeEvent.BootId, body);
            if (isUpdate)
            {
                Unsent.Appended(edgeEvent.EventId, stream, sequence);
            }
            else
            {
                Unsent.Close(edgeEvent.EventId);
            }
        }

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
    public void Append(Clip clip, PoleMode mode, string body, IClipSealer sealer)
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
            stream, sequence, "clip", clip.Id, clip.EventId, clip.Camera.Value, "clip", mode, clip.ActualStart, null, null, body);

        // The order in which they came is the order of added_ms, also within a millisecond and where the clock was set back.
        Execute(
            """
            INSERT INTO clips VALUES (
                $clip, $stream, $sequence, $state, $size, max($now, (SELECT coalesce(max(added_ms) + 1, 0) FROM clips)))
            """,
            ("$clip", Text(clip.Id)), ("$stream", (int)stream), ("$sequence", sequence), ("$state", (int)ClipState.Pending),
            ("$size", clip.Parts.Sum(p => p.SizeBytes)), ("$now", Clock.Milliseconds));
        for (var index = 0; index < clip.Parts.Length; index++)
        {
            var part = clip.Parts[index];
            var blocks = BlockMap.BlocksOf(part.SizeBytes);
            Execute(
                "INSERT INTO clip_parts VALUES ($clip, $part, $path, $size, $sha256, $missing)",
                ("$clip", Text(clip.Id)), ("$part", index), ("$path", part.Path), ("$size", part.SizeBytes), ("$sha256", part.Sha256),

                // What is not critical waits until the center asks for it.
                ("$missing", (stream == Severity.Critical ? BlockMap.AllMissing(blocks) : BlockMap.NoneMissing(blocks)).ToBytes()));
        }

        Seal(clip, mode, stream, sealer);
    }

    /// <summary>Signs the manifest behind the camera's previous one, and keeps it with the keys of its parts.</summary>
    public void Seal(Clip clip, PoleMode mode, Severity stream, IClipSealer sealer)
    {
        var previous = Scalar("SELECT sha256 FROM manifest_chain WHERE camera = $camera", ("$camera", clip.Camera.Value)) as string;
        var seal = sealer.Seal(clip, mode, stream, previous);
        Execute("INSERT INTO clip_seals VALUES ($clip, $manifest)", ("$clip", Text(clip.Id)), ("$manifest", seal.Manifest));
        Execute("INSERT OR REPLACE INTO manifest_chain VALUES ($camera, $sha256)", ("$camera", clip.Camera.Value), ("$sha256", seal.Sha256));
        for (var part = 0; part < seal.ContentKeys.Length; part++)
        {
            Execute(
                "INSERT INTO clip_keys VALUES ($clip, $part, $key)",
                ("$clip", Text(clip.Id)), ("$part", part), ("$key", seal.ContentKeys[part]));
        }
    }

    public bool HasClip(Guid clip) => Scalar("SELECT 1 FROM clips WHERE clip = $clip", ("$clip", Text(clip))) is not null;

    /// <summary>Deletes an entry; a clip that it announces is dropped, unless the center has it.</summary>
    public void Delete(Severity stream, long sequence)
    {
        Execute(
            "UPDATE clips SET state = $dropped WHERE stream = $stream AND sequence = $sequence AND state = $pending",
            ("$dropped", (int)ClipState.Dropped), ("$stream", (int)stream), ("$sequence", sequence), ("$pending", (int)ClipState.Pending));
        Execute("DELETE FROM entries WHERE stream = $stream AND sequence = $sequence", ("$stream", (int)stream), ("$sequence", sequence));
    }

    /// <summary>Where the record of an entry stands in other streams too, since its event became more severe.</summary>
    public List<(Severity Stream, long Sequence, bool IsPublished)> ReadElsewhere(Severity stream, long sequence)
    {
        using var command = Command(
            """
            SELECT other.stream, other.sequence, other.published_ms IS NOT NULL
            FROM entries e JOIN entries other ON other.event_id = e.event_id AND other.id = e.id AND other.stream <> e.stream
            WHERE e.stream = $stream AND e.sequence = $sequence
            """,
            ("$stream", (int)stream), ("$sequence", sequence));
        using var reader = command.ExecuteReader();
        var found = new List<(Severity, long, bool)>();
        while (reader.Read())
        {
            found.Add(((Severity)reader.GetInt32(0), reader.GetInt64(1), reader.GetBoolean(2)));
        }

        return found;
    }

    public void MarkPublished(Severity stream, long sequence) => Execute(
        "UPDATE entries SET published_ms = $now WHERE stream = $stream AND sequence = $sequence",
        ("$now", Clock.Milliseconds), ("$stream", (int)stream), ("$sequence", sequence));

    /// <summary>Takes back marks, but for those of manifests: their clips are announced again until the center answers.</summary>
    /// <param name="window">How long before the end.</param>
    /// <param name="endedAt">When the broker was last known to live; null for the last mark, the only sign of it that a restart leaves.</param>
    public void Requeue(TimeSpan window, long? endedAt) => Execute(
        """
        UPDATE entries SET published_ms = NULL
        WHERE published_ms >= coalesce($ended, (SELECT max(published_ms) FROM entries WHERE published_ms IS NOT NULL)) - $window
            AND kind <> 'clip'
        """,
        ("$ended", endedAt), ("$window", (long)window.TotalMilliseconds));

    public void SaveClock()
    {
        Save("clock_ms", Clock.Milliseconds);
        Save("clock_wall_ms", Clock.WallMilliseconds ?? -1);
    }

    public void Save(string name, object value) => Execute("INSERT OR REPLACE INTO settings VALUES ($name, $value)", ("$name", name), ("$value", value));

    /// <summary>Keeps a range that a consumer has, together with those that it touches.</summary>
    public void Acknowledge(string consumer, SequenceRange range)
    {
        ReadOnlySpan<(string, object?)> parameters =
        [
            ("$consumer", consumer), ("$stream", (int)range.Stream), ("$from", range.From), ("$to", range.To),
        ];
        const string Touching = "FROM acknowledged WHERE consumer = $consumer AND stream = $stream AND first <= $to + 1 AND last >= $from - 1";
        var first = Math.Min(range.From, (long?)Scalar($"SELECT min(first) {Touching}", parameters) ?? range.From);
        var last = Math.Max(range.To, (long?)Scalar($"SELECT max(last) {Touching}", parameters) ?? range.To);
        Execute($"DELETE {Touching}", parameters);
        Execute(
            "INSERT INTO acknowledged VALUES ($consumer, $stream, $first, $last)",
            ("$consumer", consumer), ("$stream", (int)range.Stream), ("$first", first), ("$last", last));
    }

    /// <summary>Numbers of a range that wait to be published.</summary>
    public List<long> ReadPending(SequenceRange range) => ReadLongs(
        "SELECT sequence FROM entries WHERE published_ms IS NULL AND stream = $stream AND sequence BETWEEN $from AND $to",
        ("$stream", (int)range.Stream), ("$from", range.From), ("$to", range.To));

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

    public void ForgetParts(Guid clip)
    {
        Execute("DELETE FROM clip_parts WHERE clip = $clip", ("$clip", Text(clip)));
        Execute("DELETE FROM clip_keys WHERE clip = $clip", ("$clip", Text(clip)));
    }

    public static string Text(Guid id) => id.ToString();

    public long TakeSequence(Severity stream) => (long)Scalar(
        "UPDATE streams SET next = next + 1 WHERE stream = $stream RETURNING next - 1", ("$stream", (int)stream))!;

    /// <summary>Gives a row newer content in its place.</summary>
    /// <returns>False where it is gone.</returns>
    public bool Rewrite(Severity stream, long sequence, Guid id, PoleMode mode, UtcTime utc, long? mediaNanoseconds, string body) => Execute(
        """
        UPDATE entries SET id = $id, mode = $mode, utc_ms = $utc, clock_synced = $synced, media_ns = $media, body = $body, coalesced = coalesced + 1
        WHERE stream = $stream AND sequence = $sequence AND published_ms IS NULL
        """,
        ("$stream", (int)stream), ("$sequence", sequence), ("$id", Text(id)), ("$mode", mode.ToString()),
        ("$utc", utc.Value.ToUnixTimeMilliseconds()), ("$synced", utc.Synchronised ? 1 : 0), ("$media", mediaNanoseconds), ("$body", body)) > 0;

    /// <summary>What waits of an event in a lower stream goes into a higher one too, under the same ids; the lower one stays without gaps.</summary>
    private void CopyUnsent(Guid eventId, Severity from, Severity to)
    {
        foreach (var sequence in ReadLongs(
            "SELECT sequence FROM entries WHERE event_id = $event AND stream = $stream AND kind = 'event' AND published_ms IS NULL ORDER BY sequence",
            ("$event", Text(eventId)), ("$stream", (int)from)))
        {
            Execute(
                """
                INSERT INTO entries(
                    stream, sequence, kind, id, event_id, camera, type, mode, utc_ms, clock_synced, media_ns, boot_id, body, appended_ms, coalesced)
                SELECT $to, $next, kind, id, event_id, camera, type, mode, utc_ms, clock_synced, media_ns, boot_id, body, appended_ms, coalesced
                FROM entries WHERE stream = $from AND sequence = $sequence
                """,
                ("$to", (int)to), ("$next", TakeSequence(to)), ("$from", (int)from), ("$sequence", sequence));
        }
    }

    public void InsertEntry(
        Severity stream, long sequence, string kind, Guid id, Guid? eventId, string camera, string type, PoleMode mode,
        UtcTime utc, long? mediaNanoseconds, Guid? bootId, string body) => Execute(
        """
        INSERT INTO entries(stream, sequence, kind, id, event_id, camera, type, mode, utc_ms, clock_synced, media_ns, boot_id, body, appended_ms)
        VALUES ($stream, $sequence, $kind, $id, $event, $camera, $type, $mode, $utc, $synced, $media, $boot, $body, $now)
        """,
        ("$stream", (int)stream), ("$sequence", sequence), ("$kind", kind), ("$id", Text(id)),
        ("$event", eventId is { } e ? Text(e) : null), ("$camera", camera), ("$type", type), ("$mode", mode.ToString()),
        ("$utc", utc.Value.ToUnixTimeMilliseconds()), ("$synced", utc.Synchronised ? 1 : 0), ("$media", mediaNanoseconds),
        ("$boot", bootId is { } b ? Text(b) : null), ("$body", body), ("$now", Clock.Milliseconds));

    /// <returns>Rows that it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public List<long> ReadLongs(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var found = new List<long>();
        while (reader.Read())
        {
            found.Add(reader.GetInt64(0));
        }

        return found;
    }

    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    public SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = SqliteFile.Command(connection, sql, parameters);
        command.Transaction = transaction;
        return command;
    }
}
