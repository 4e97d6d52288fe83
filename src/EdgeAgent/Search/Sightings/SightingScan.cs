using System.Numerics;
using System.Runtime.InteropServices;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Search.Sightings;

/// <summary>
/// One search through the file: the rows that are in no block yet, then the blocks, those first that reach into the latest times, until none can
/// hold a better one than those that were found.
/// </summary>
internal sealed class SightingScan(SqliteConnection connection, SightingQuery query, ShapeScore score, long? camera) : IDisposable
{
    private readonly long _from = query.From.ToUnixTimeMilliseconds();
    private readonly long _to = query.To.ToUnixTimeMilliseconds();
    private readonly TopRows _top = new(query.Limit);
    private readonly float[] _sums = new float[SightingBlock.Rows];
    private readonly SqliteStatement _shapes = new(connection, "SELECT shapes, checksum FROM block_shapes WHERE first = ?1");
    private readonly SqliteStatement _extras = new(connection, "SELECT extras, checksum FROM block_extras WHERE first = ?1");
    private readonly SqliteStatement _times = new(connection, "SELECT times, checksum FROM block_times WHERE first = ?1");

    public IReadOnlyList<RankedRow> Run()
    {
        ScanLoose();
        foreach (var block in Blocks())
        {
            if (_top.Excludes(score.Most, block.ToMilliseconds))
            {
                break;
            }

            Scan(block);
        }

        return _top.InOrder();
    }

    public void Dispose()
    {
        _shapes.Dispose();
        _extras.Dispose();
        _times.Dispose();
    }

    private void ScanLoose()
    {
        using var loose = new SqliteStatement(
            connection,
            """
            SELECT id, camera, appearance, from_ms, to_ms FROM sightings
            WHERE id > (SELECT coalesce((SELECT last FROM blocks ORDER BY first DESC LIMIT 1), 0))
            """);
        while (loose.Step())
        {
            if (camera is null || loose.Long(1) == camera)
            {
                var likelihood = score.Of(SightingShape.Of(loose.Long(2)), SightingShape.ExtraOf(loose.Long(1), loose.Long(2)));
                Offer(loose.Long(0), likelihood, new SightingBlock.Times(loose.Long(3), loose.Long(4)));
            }
        }
    }

    private List<SightingBlock> Blocks()
    {
        using var list = new SqliteStatement(
            connection, "SELECT first, last, from_ms, to_ms FROM blocks WHERE to_ms >= ?1 AND from_ms < ?2 ORDER BY to_ms DESC, first DESC");
        var blocks = new List<SightingBlock>();
        for (list.With(_from, _to); list.Step();)
        {
            blocks.Add(new SightingBlock(list.Long(0), list.Long(1), list.Long(2), list.Long(3)));
        }

        return blocks;
    }

    private void Scan(in SightingBlock block)
    {
        var shapes = Column<uint>(_shapes, block);
        var extras = camera is not null || score.NeedsCarried ? Column<ushort>(_extras, block) : default;
        score.Of(shapes, extras, _sums);
        var sums = _sums.AsSpan(0, shapes.Length);
        ReadOnlySpan<SightingBlock.Times> times = default;
        var floor = Floor(block);
        for (var i = IndexOfAtLeast(sums, 0, floor); i < sums.Length; i = IndexOfAtLeast(sums, i + 1, floor))
        {
            if (camera is null || SightingShape.Camera(extras[i]) == camera)
            {
                times = times.IsEmpty ? Column<SightingBlock.Times>(_times, block) : times;
                Offer(block.First + i, sums[i], times[i]);
                floor = Floor(block);
            }
        }
    }

    /// <summary>From there on; the length where there is none. Few of a block count, so that many are passed over at once.</summary>
    private static int IndexOfAtLeast(ReadOnlySpan<float> sums, int start, float floor)
    {
        var least = new Vector<float>(floor);
        var i = start;
        while (i + Vector<float>.Count <= sums.Length && !Vector.GreaterThanOrEqualAny(new Vector<float>(sums[i..]), least))
        {
            i += Vector<float>.Count;
        }

        while (i < sums.Length && !(sums[i] >= floor))
        {
            i++;
        }

        return i;
    }

    /// <summary>The least that counts in a block: where all of it is earlier than those that were found, one must be likelier.</summary>
    private float Floor(in SightingBlock block) => _top.Excludes(_top.Worst.LogLikelihoodRatio, block.ToMilliseconds)
        ? MathF.BitIncrement(_top.Worst.LogLikelihoodRatio)
        : MathF.Max(_top.Worst.LogLikelihoodRatio, float.MinValue);

    private void Offer(long row, float likelihood, SightingBlock.Times times)
    {
        if (times.To >= _from && times.From < _to && !float.IsNegativeInfinity(likelihood))
        {
            _top.Offer(new RankedRow(likelihood, times.To, row));
        }
    }

    private static ReadOnlySpan<T> Column<T>(SqliteStatement statement, scoped in SightingBlock block)
        where T : struct
    {
        var bytes = statement.With(block.First).Step() ? statement.Blob(0) : default;
        var values = MemoryMarshal.Cast<byte, T>(bytes);
        return values.Length is > 0 and <= SightingBlock.Rows && values.Length == block.Last - block.First + 1 && SightingBlock.Checksum(bytes) == (uint)statement.Long(1)
            ? values
            : throw new FormatException($"the block of sighting {block.First} is torn");
    }
}
