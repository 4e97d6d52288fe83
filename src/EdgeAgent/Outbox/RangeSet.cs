namespace EdgeAgent.Outbox;

/// <summary>Numbers as the fewest ranges that hold them. Not safe for several threads.</summary>
internal sealed class RangeSet
{
    // In order, and between two of them at least one number is missing.
    private readonly List<(long From, long To)> _ranges = [];

    public IReadOnlyList<(long From, long To)> Ranges => _ranges;

    public bool IsEmpty => _ranges.Count == 0;

    public bool Contains(long number) => IndexOf(number) is var i && i < _ranges.Count && _ranges[i].From <= number;

    /// <returns>Whether anything was new.</returns>
    public bool Add(long from, long to)
    {
        var first = IndexOf(from - 1);
        var next = first;
        var (low, high) = (from, to);
        while (next < _ranges.Count && _ranges[next].From <= to + 1)
        {
            if (_ranges[next].From <= from && _ranges[next].To >= to)
            {
                return false;
            }

            (low, high) = (Math.Min(low, _ranges[next].From), Math.Max(high, _ranges[next].To));
            next++;
        }

        _ranges.RemoveRange(first, next - first);
        _ranges.Insert(first, (low, high));
        return true;
    }

    /// <summary>The lowest number, which is then no longer in it; null where it is empty.</summary>
    public long? TakeFirst()
    {
        if (IsEmpty)
        {
            return null;
        }

        var (from, to) = _ranges[0];
        if (from == to)
        {
            _ranges.RemoveAt(0);
        }
        else
        {
            _ranges[0] = (from + 1, to);
        }

        return from;
    }

    /// <summary>What of the numbers from 1 on is not in it.</summary>
    public IEnumerable<(long From, long To)> MissingUpTo(long last) => MissingWithin(1, last);

    public IEnumerable<(long From, long To)> MissingWithin(long first, long last)
    {
        var next = first;
        foreach (var (from, to) in _ranges)
        {
            if (from > last)
            {
                break;
            }

            if (from > next)
            {
                yield return (next, from - 1);
            }

            next = Math.Max(next, to + 1);
        }

        if (next <= last)
        {
            yield return (next, last);
        }
    }

    /// <summary>Index of the first range that ends at the number or after it.</summary>
    private int IndexOf(long number)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _ranges[middle].To < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
