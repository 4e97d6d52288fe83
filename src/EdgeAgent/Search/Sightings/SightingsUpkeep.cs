using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Search.Sightings;

/// <summary>
/// What is done to the file beside adding to it, a little at each commit so that none takes long: blocks are sealed, those that are too old or
/// too many are deleted, and wrong times corrected. Its owner holds a lock.
/// </summary>
internal sealed partial class SightingsUpkeep(string path, SightingsOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private long? _lookedAt;
    private long? _partlySealedAt;
    private bool _hasMore;
    private (Guid BootId, DateTimeOffset UtcAtZero)? _correction;
    private long _correctBelow;

    /// <summary>There is something to do, or it is time to look.</summary>
    public bool IsDue => _hasMore || _correction is not null || !(_lookedAt is { } last && time.GetElapsedTime(last) < TimeSpan.FromMinutes(1));

    /// <param name="connection">In a transaction.</param>
    public void Run(SqliteConnection connection)
    {
        _lookedAt = time.GetTimestamp();
        var isSealed = Seal(connection);
        _hasMore = Expire(connection) | isSealed;
        Correct(connection);
    }

    public void CorrectClock(Guid bootId, DateTimeOffset utcAtZero) =>
        (_correction, _correctBelow) = ((bootId, utcAtZero), long.MaxValue);

    /// <returns>Whether there may be more.</returns>
    private bool Seal(SqliteConnection connection)
    {
        var last = Number(connection, "SELECT last FROM blocks ORDER BY first DESC LIMIT 1") ?? 0;
        var newest = Number(connection, "SELECT max(id) FROM sightings") ?? 0;
        if (newest - last >= SightingBlock.Rows)
        {
            SightingBlock.Seal(connection, last, newest);
            return true;
        }

        // Only blocks are deleted: where little happens, one is sealed before it is full, or what is in none would stay for ever.
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (newest > last
            && !(_partlySealedAt is { } before && time.GetElapsedTime(before) < Hour)
            && Number(connection, "SELECT to_ms FROM sightings WHERE id > ?1 ORDER BY id LIMIT 1", last) is { } oldest
            && Math.Abs(now - oldest) >= Day.TotalMilliseconds)
        {
            _partlySealedAt = time.GetTimestamp();
            SightingBlock.Seal(connection, last, newest);
        }

        return false;
    }

    /// <returns>Whether one was deleted, and there may be more.</returns>
    private bool Expire(SqliteConnection connection)
    {
        ForgetAside();
        if (Number(connection, "SELECT first FROM blocks ORDER BY first LIMIT 1") is not { } first)
        {
            return false;
        }

        // Where the clock was not synchronised, or told of times that have not been yet, a block is as old at least as the first after it whose
        // time is sure.
        var now = time.GetUtcNow();
        var known = Number(
            connection, "SELECT synced_ms FROM blocks WHERE synced_ms <= ?1 ORDER BY first LIMIT 1", now.ToUnixTimeMilliseconds());
        var isOld = known < (now - TimeSpan.FromDays(options.MaximumDays)).ToUnixTimeMilliseconds();
        if (!isOld && UsedBytes(connection) <= options.MaximumBytes)
        {
            return false;
        }

        var last = Number(connection, "SELECT last FROM blocks WHERE first = ?1", first)!.Value;
        SightingBlock.DeleteTo(connection, last);
        return true;
    }

    private void Correct(SqliteConnection connection)
    {
        if (_correction is not { } correction)
        {
            return;
        }

        // The newest first: they are of this boot.
        var sealedTo = Number(connection, "SELECT last FROM blocks ORDER BY first DESC LIMIT 1") ?? 0;
        if (_correctBelow == long.MaxValue)
        {
            Correct(connection, correction, sealedTo, long.MaxValue);
        }

        if (Number(connection, "SELECT max(first) FROM blocks WHERE first < ?1 AND unsynced > 0", _correctBelow) is { } first)
        {
            var last = Number(connection, "SELECT last FROM blocks WHERE first = ?1", first)!.Value;
            if (Correct(connection, correction, first - 1, last))
            {
                SightingBlock.Seal(connection, first - 1, last);
            }

            _correctBelow = first;
        }
        else
        {
            _correction = null;
        }
    }

    private static bool Correct(SqliteConnection connection, (Guid BootId, DateTimeOffset UtcAtZero) correction, long after, long last)
    {
        using var command = SqliteFile.Command(
            connection,
            """
            UPDATE sightings SET from_ms = from_ns / 1000000 + $zero, to_ms = to_ns / 1000000 + $zero, best_ms = best_ns / 1000000 + $zero, clock = $all
            WHERE id > $after AND id <= $last AND boot_id = $boot AND clock <> $all
            """,
            ("$zero", correction.UtcAtZero.ToUnixTimeMilliseconds()), ("$all", SightingRows.AllSynced), ("$after", after), ("$last", last),
            ("$boot", correction.BootId.ToByteArray(bigEndian: true)));
        return command.ExecuteNonQuery() > 0;
    }

    /// <summary>A file that was put aside tells of people too, and stays no longer than others.</summary>
    private void ForgetAside()
    {
        foreach (var aside in RenewableFile.AsideOf(path))
        {
            try
            {
                if (File.Exists(aside) && time.GetUtcNow() - File.GetLastWriteTimeUtc(aside) > TimeSpan.FromDays(options.MaximumDays))
                {
                    File.Delete(aside);
                    Log.Forgotten(logger, aside);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It is tried again with the next look.
            }
        }
    }

    private static long UsedBytes(SqliteConnection connection) => Number(
        connection,
        "SELECT (pages.page_count - free.freelist_count) * size.page_size FROM pragma_page_count pages, pragma_freelist_count free, pragma_page_size size")!.Value;

    /// <summary>Null where there is no row, or nothing in it.</summary>
    private static long? Number(SqliteConnection connection, string sql, params ReadOnlySpan<long> values)
    {
        using var statement = new SqliteStatement(connection, sql);
        return statement.With(values).Step() && !statement.IsNull(0) ? statement.Long(0) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(1135, LogLevel.Information, "{Path}: deleted, as old as sightings may be")]
        public static partial void Forgotten(ILogger logger, string path);
    }
}
