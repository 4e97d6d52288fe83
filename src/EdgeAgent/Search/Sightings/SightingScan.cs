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
    private readonly (ulong Mask, ulong Value) _filter = SightingShape.Filter(query.Description.Kind, camera);
    private readonly TopRows _top = new(query.Limit);
    private readonly SqliteStatement _shapes = new(connection, "SELECT shapes, checksum FROM blocks WHERE first = ?1");
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
            var shape = SightingShape.Of(loose.Long(1), loose.Long(2));
            if ((shape & _filter.Mask) == _filter.Value)
            {
                Offer(loose.Long(0), score.Of(shape), new SightingBlock.Times(loose.Long(3), loose.Long(4)));
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
        var shapes = Column<ulong>(_shapes, block);
        var (mask, value) = _filter;

        // Within all of its times and with nothing later than those that were found, only a likelier one counts.
        ReadOnlySpan<SightingBlock.Times> times = default;
        var floor = _top.Worst.LogLikelihoodRatio;
        var isLate = !_top.IsFull || block.ToMilliseconds >= _top.Worst.ToMilliseconds;
        for (var i = 0; i < shapes.Length; i++)
        {
            var likelihood = score.Of(shapes[i]);
            if (likelihood < floor || (shapes[i] & mask) != value || (likelihood == floor && !isLate))
            {
                continue;
            }

            times = times.IsEmpty ? Column<SightingBlock.Times>(_times, block) : times;
            Offer(block.First + i, likelihood, times[i]);
            (floor, isLate) = (_top.Worst.LogLikelihoodRatio, !_top.IsFull || block.ToMilliseconds >= _top.Worst.ToMilliseconds);
        }
    }

    private void Offer(long row, float likelihood, SightingBlock.Times times)
    {
        if (times.To >= _from && times.From < _to && likelihood > float.NegativeInfinity)
        {
            _top.Offer(new RankedRow(likelihood, times.To, row));
        }
    }

    private static ReadOnlySpan<T> Column<T>(SqliteStatement statement, scoped in SightingBlock block)
        where T : struct
    {
        var bytes = statement.With(block.First).Step() ? statement.Blob(0) : default;
        var values = MemoryMarshal.Cast<byte, T>(bytes);
        return values.Length == block.Last - block.First + 1 && SightingBlock.Checksum(bytes) == (uint)statement.Long(1)
            ? values
            : throw new FormatException($"the block of sighting {block.First} is torn");
    }
}
