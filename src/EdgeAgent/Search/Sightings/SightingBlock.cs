using System.Numerics;
using System.Runtime.InteropServices;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Search.Sightings;

/// <summary>
/// Sightings that came one after the other, as columns: what every search reads of each is 4 bytes, and its times only where they decide. Says nothing
/// that the rows do not say.
/// </summary>
/// <param name="First">Row.</param>
/// <param name="Last">Row.</param>
/// <param name="FromMilliseconds">When the first of them came into view.</param>
/// <param name="ToMilliseconds">When the last of them was last in view.</param>
internal readonly record struct SightingBlock(long First, long Last, long FromMilliseconds, long ToMilliseconds)
{
    /// <summary>So few that one more search reads the rows that are in no block yet, so many that the blocks are few.</summary>
    public const int Rows = 4096;

    private static readonly string[] Tables = ["blocks", "block_shapes", "block_extras", "block_times"];

    /// <summary>One of a block's <c>times</c>, in milliseconds.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Times(long From, long To);

    /// <summary>Over the words of a column: SQLite does not see that a page of it is another's.</summary>
    public static uint Checksum(ReadOnlySpan<byte> column)
    {
        // Four at once: the instruction takes three cycles, of which one can begin in each.
        var words = MemoryMarshal.Cast<byte, ulong>(column);
        var rest = column[(words.Length * sizeof(ulong))..];
        var (a, b, c, d) = (1u, 2u, 3u, 4u);
        var i = 0;
        for (; i + 4 <= words.Length; i += 4)
        {
            a = BitOperations.Crc32C(a, words[i]);
            b = BitOperations.Crc32C(b, words[i + 1]);
            c = BitOperations.Crc32C(c, words[i + 2]);
            d = BitOperations.Crc32C(d, words[i + 3]);
        }

        for (; i < words.Length; i++)
        {
            a = BitOperations.Crc32C(a, words[i]);
        }

        foreach (var value in rest)
        {
            b = BitOperations.Crc32C(b, value);
        }

        return BitOperations.Crc32C(BitOperations.Crc32C(a, b), ((ulong)c << 32) | d);
    }

    /// <summary>Makes one, again where there is one, of those rows.</summary>
    /// <returns>Null where there are no such rows.</returns>
    public static SightingBlock? Seal(SqliteConnection connection, long after, long until)
    {
        var shapes = new List<uint>(Rows);
        var extras = new List<ushort>(Rows);
        var times = new List<Times>(Rows);
        var (first, synced, unsynced) = (0L, long.MinValue, 0);
        using (var rows = new SqliteStatement(
            connection, "SELECT id, camera, appearance, from_ms, to_ms, clock FROM sightings WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3"))
        {
            for (rows.With(after, until, Rows); rows.Step();)
            {
                first = times.Count == 0 ? rows.Long(0) : first;
                if (rows.Long(0) != first + times.Count)
                {
                    // Somebody has deleted rows: the place in a block is the row's number.
                    break;
                }

                shapes.Add(SightingShape.Of(rows.Long(2)));
                extras.Add(SightingShape.ExtraOf(rows.Long(1), rows.Long(2)));
                times.Add(new Times(rows.Long(3), rows.Long(4)));
                synced = (rows.Long(5) & SightingRows.ToIsSynced) != 0 ? Math.Max(synced, rows.Long(4)) : synced;
                unsynced += rows.Long(5) != SightingRows.AllSynced ? 1 : 0;
            }
        }

        if (times.Count == 0)
        {
            return null;
        }

        var (last, from, to) = (first + times.Count - 1, times.Min(time => time.From), times.Max(time => time.To));
        using var command = SqliteFile.Command(
            connection,
            "INSERT OR REPLACE INTO blocks VALUES ($first, $last, $from, $to, $synced, $unsynced)",
            ("$first", first), ("$last", last), ("$from", from), ("$to", to), ("$synced", synced == long.MinValue ? null : synced), ("$unsynced", unsynced));
        command.ExecuteNonQuery();
        PutColumn(connection, "block_shapes", first, shapes);
        PutColumn(connection, "block_extras", first, extras);
        PutColumn(connection, "block_times", first, times);
        return new SightingBlock(first, last, from, to);
    }

    /// <param name="connection">In a transaction.</param>
    /// <param name="last">Of the block that is the oldest.</param>
    public static void DeleteTo(SqliteConnection connection, long last)
    {
        foreach (var table in Tables)
        {
            using var delete = new SqliteStatement(connection, $"DELETE FROM {table} WHERE first <= ?1");
            delete.With(last).Step();
        }

        using var rows = new SqliteStatement(connection, "DELETE FROM sightings WHERE id <= ?1");
        rows.With(last).Step();
    }

    private static void PutColumn<T>(SqliteConnection connection, string table, long first, List<T> values)
        where T : struct
    {
        var bytes = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values)).ToArray();
        using var command = SqliteFile.Command(
            connection, $"INSERT OR REPLACE INTO {table} VALUES ($first, $checksum, $bytes)", ("$first", first), ("$checksum", Checksum(bytes)), ("$bytes", bytes));
        command.ExecuteNonQuery();
    }
}
