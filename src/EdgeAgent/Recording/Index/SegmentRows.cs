using EdgeAgent.Domain;
using EdgeAgent.Recording.Segments;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Recording.Index;

/// <summary>The statements of the index, over one connection.</summary>
internal sealed class SegmentRows(SqliteConnection connection, string root)
{
    // A segment of more than this is not expected; with it the search by start stays a short range of the index.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private const string Columns =
        "path, camera, boot_id, start_ns, end_ns, start_utc_ms, clock_synced, codec, width, height, size_bytes, connection, sealed";

    /// <summary>Throws where the table is not what it should be.</summary>
    public void Check() => SqliteFile.Execute(connection, $"SELECT id, {Columns} FROM segments LIMIT 0");

    public void Put(Segment segment)
    {
        using var command = SqliteFile.Command(
            connection,
            $"""
            INSERT INTO segments ({Columns}) VALUES ($path, $camera, $boot, $start, $end, $utc, $synced, $codec, $width, $height, $size, $connection, $sealed)
            ON CONFLICT (path) DO UPDATE SET end_ns = $end, start_utc_ms = $utc, clock_synced = $synced, size_bytes = $size, sealed = $sealed
            """,
            ("$path", Path.GetRelativePath(root, segment.Path)), ("$camera", segment.Camera.Value), ("$boot", segment.BootId.ToString()),
            ("$start", segment.Start.Nanoseconds), ("$end", segment.End.Nanoseconds),
            ("$utc", segment.StartUtc.Value.ToUnixTimeMilliseconds()), ("$synced", segment.StartUtc.Synchronised),
            ("$codec", segment.Codec), ("$width", segment.Width), ("$height", segment.Height), ("$size", segment.SizeBytes),
            ("$connection", segment.Connection.ToString()), ("$sealed", segment.IsSealed));
        command.ExecuteNonQuery();
    }

    /// <summary>Makes it the one that was recorded last.</summary>
    public void PutLast(string path)
    {
        using var command = SqliteFile.Command(
            connection, "UPDATE segments SET id = (SELECT max(id) + 1 FROM segments) WHERE path = $path", ("$path", Path.GetRelativePath(root, path)));
        command.ExecuteNonQuery();
    }

    public void Remove(string path)
    {
        using var command = SqliteFile.Command(connection, "DELETE FROM segments WHERE path = $path", ("$path", Path.GetRelativePath(root, path)));
        command.ExecuteNonQuery();
    }

    /// <param name="bootId">Whose rows.</param>
    /// <param name="offset">UTC since 1970 less media time.</param>
    /// <param name="synced">The clock behind it is synchronised; else rows of a synchronised one stay as they are.</param>
    /// <param name="tolerance">Rows that are as right as this stay as they are.</param>
    public int CorrectClock(Guid bootId, TimeSpan offset, bool synced, TimeSpan tolerance)
    {
        using var command = SqliteFile.Command(
            connection,
            """
            UPDATE segments SET start_utc_ms = start_ns / 1000000 + $offset, clock_synced = $synced
            WHERE boot_id = $boot AND clock_synced <= $synced AND (clock_synced < $synced OR abs(start_utc_ms - (start_ns / 1000000 + $offset)) > $tolerance)
            """,
            ("$boot", bootId.ToString()), ("$offset", (long)Math.Round(offset.TotalMilliseconds)), ("$synced", synced),
            ("$tolerance", (long)tolerance.TotalMilliseconds));
        return command.ExecuteNonQuery();
    }

    /// <summary>Gives unsynchronised rows the times of the latest synchronised one of the same boot, where there is one.</summary>
    public int SpreadClocks()
    {
        using var command = SqliteFile.Command(
            connection,
            """
            WITH known AS (
                SELECT boot_id, start_utc_ms - start_ns / 1000000 AS offset, max(start_ns) FROM segments WHERE clock_synced = 1 GROUP BY boot_id)
            UPDATE segments SET start_utc_ms = start_ns / 1000000 + known.offset, clock_synced = 1
            FROM known WHERE segments.boot_id = known.boot_id AND segments.clock_synced = 0
            """);
        return command.ExecuteNonQuery();
    }

    public List<Segment> Find(CameraId camera, Guid bootId, MediaTime from, MediaTime to) => Select(
        """
        WHERE camera = $camera AND boot_id = $boot AND start_ns < $to AND start_ns > $earliest AND (end_ns > $from OR sealed = 0)
        ORDER BY start_ns
        """,
        ("$camera", camera.Value), ("$boot", bootId.ToString()), ("$to", to.Nanoseconds), ("$from", from.Nanoseconds),
        ("$earliest", from.Nanoseconds - (Longest.Ticks * 100)));

    public List<Segment> Find(CameraId camera, DateTimeOffset from, DateTimeOffset to) => Select(
        """
        WHERE camera = $camera AND start_utc_ms < $to AND start_utc_ms > $earliest
          AND (start_utc_ms + (end_ns - start_ns) / 1000000 > $from OR sealed = 0)
        ORDER BY start_utc_ms, id
        """,
        ("$camera", camera.Value), ("$to", to.ToUnixTimeMilliseconds()), ("$from", from.ToUnixTimeMilliseconds()),
        ("$earliest", from.ToUnixTimeMilliseconds() - (long)Longest.TotalMilliseconds));

    /// <summary>All of one camera, or of all, in the order in which they were recorded.</summary>
    public List<Segment> All(CameraId? camera) => camera is { } one
        ? Select("WHERE camera = $camera ORDER BY id", ("$camera", one.Value))
        : Select("ORDER BY id");

    public List<Segment> Unsealed() => Select("WHERE sealed = 0 ORDER BY id");

    /// <summary>Sealed ones in the order in which they were recorded, read while they are asked for.</summary>
    public List<(long Id, Segment Segment)> Oldest(long afterId, int limit)
    {
        using var command = SqliteFile.Command(
            connection,
            $"SELECT {Columns}, id FROM segments WHERE sealed = 1 AND id > $after ORDER BY id LIMIT $limit",
            ("$after", afterId), ("$limit", limit));
        using var reader = command.ExecuteReader();
        var rows = new List<(long, Segment)>();
        while (reader.Read())
        {
            rows.Add((reader.GetInt64(13), Read(reader)));
        }

        return rows;
    }

    public long TotalBytes()
    {
        using var command = SqliteFile.Command(connection, "SELECT coalesce(sum(size_bytes), 0) FROM segments");
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>When the oldest recording begins, by what a synchronised clock has said.</summary>
    public DateTimeOffset? OldestUtc()
    {
        using var command = SqliteFile.Command(
            connection, "SELECT start_utc_ms FROM segments WHERE clock_synced = 1 ORDER BY id LIMIT 1");
        return command.ExecuteScalar() is long known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
    }

    /// <summary>What one second of the latest recording of all cameras takes.</summary>
    public double BytesPerSecond(int latest)
    {
        using var command = SqliteFile.Command(
            connection,
            """
            SELECT sum(rate) FROM (
                SELECT sum(size_bytes) * 1e9 / sum(end_ns - start_ns) AS rate FROM (
                    SELECT camera, size_bytes, start_ns, end_ns FROM segments WHERE sealed = 1 AND end_ns > start_ns ORDER BY id DESC LIMIT $latest)
                GROUP BY camera)
            """,
            ("$latest", latest));
        return command.ExecuteScalar() as double? ?? 0;
    }

    public HashSet<string> Paths()
    {
        using var command = SqliteFile.Command(connection, "SELECT path FROM segments");
        using var reader = command.ExecuteReader();
        var paths = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            paths.Add(PathOf(reader.GetString(0)));
        }

        return paths;
    }

    private List<Segment> Select(string where, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = SqliteFile.Command(connection, $"SELECT {Columns} FROM segments {where}", parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<Segment>();
        while (reader.Read())
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    /// <summary>Files are deleted by it: a damaged or made-up row must not lead out of the recordings.</summary>
    private string PathOf(string relative)
    {
        var path = Path.GetFullPath(relative, root);
        return path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new FormatException($"{relative} is no file of a recording");
    }

    private Segment Read(SqliteDataReader row) => new(
        new CameraId(row.GetString(1)),
        PathOf(row.GetString(0)),
        Guid.Parse(row.GetString(2)),
        new MediaTime(row.GetInt64(3)),
        new MediaTime(row.GetInt64(4)),
        new UtcTime(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)), row.GetBoolean(6)),
        row.GetString(7),
        row.GetInt32(8),
        row.GetInt32(9),
        row.GetInt64(10),
        Guid.Parse(row.GetString(11)),
        row.GetBoolean(12));
}
