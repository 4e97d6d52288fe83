using System.Numerics;
using System.Runtime.InteropServices;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Search.Sightings;

/// <summary>
/// Sightings that came one after the other, as columns: what a search reads of each is 8 bytes, and its times only where they decide. Says nothing
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

    /// <summary>One of a block's <c>times</c>, in milliseconds.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Times(long From, long To);

    /// <summary>Over the words of a column: SQLite does not see that a page of it is another's.</summary>
    public static uint Checksum(ReadOnlySpan<byte> column)
    {
        // Four at once: the instruction takes three cycles, of which one can begin in each.
        var words = MemoryMarshal.Cast<byte, ulong>(column);
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

        return BitOperations.Crc32C(BitOperations.Crc32C(a, b), ((ulong)c << 32) | d);
    }

    /// <summary>Makes one, again where there is one, of those rows.</summary>
    /// <returns>Its last row; null where there are no such rows.</returns>
    public static long? Seal(SqliteConnection connection, long after, long last)
    {
        var shapes = new List<ulong>(Rows);
        var times = new List<Times>(Rows);
        var (first, synced, unsynced) = (0L, long.MinValue, 0);
        using (var rows = new SqliteStatement(
            connection, "SELECT id, camera, appearance, from_ms, to_ms, clock FROM sightings WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3"))
        {
            for (rows.With(after, last, Rows); rows.Step();)
            {
                first = times.Count == 0 ? rows.Long(0) : first;
                if (rows.Long(0) != first + times.Count)
                {
                    // Somebody has deleted rows: the place in a block is the row's number.
                    break;
                }

                shapes.Add(SightingShape.Of(rows.Long(1), rows.Long(2)));
                times.Add(new Times(rows.Long(3), rows.Long(4)));
                synced = (rows.Long(5) & SightingRows.ToIsSynced) != 0 ? Math.Max(synced, rows.Long(4)) : synced;
                unsynced += rows.Long(5) != SightingRows.AllSynced ? 1 : 0;
            }
        }

        if (times.Count == 0)
        {
            return null;
        }

        var shapeBytes = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(shapes)).ToArray();
        var timeBytes = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(times)).ToArray();
        using var command = SqliteFile.Command(
            connection,
            """
            INSERT OR REPLACE INTO blocks VALUES ($first, $last, $from, $to, $synced, $unsynced, $shapesum, $shapes);
            INSERT OR REPLACE INTO block_times VALUES ($first, $timesum, $times)
            """,
            ("$first", first), ("$last", first + times.Count - 1), ("$from", times.Min(time => time.From)), ("$to", times.Max(time => time.To)),
            ("$synced", synced == long.MinValue ? null : synced), ("$unsynced", unsynced), ("$shapesum", Checksum(shapeBytes)),
            ("$shapes", shapeBytes), ("$timesum", Checksum(timeBytes)), ("$times", timeBytes));
        command.ExecuteNonQuery();
        return first + times.Count - 1;
    }
}
