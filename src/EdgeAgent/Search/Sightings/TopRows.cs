namespace EdgeAgent.Search.Sightings;

/// <summary>The best of all rows that were offered.</summary>
internal sealed class TopRows(int limit)
{
    // The worst of them at the head.
    private readonly PriorityQueue<RankedRow, RankedRow> _rows = new(limit, Comparer<RankedRow>.Create((a, b) => b.CompareTo(a)));

    public bool IsFull => _rows.Count == limit;

    /// <summary>The worst that is still among them once it is full.</summary>
    public RankedRow Worst { get; private set; } = new(float.NegativeInfinity, long.MinValue, long.MinValue);

    /// <summary>Whether nothing of that likelihood, last seen then at the latest, can be among them.</summary>
    public bool Excludes(float most, long latest) =>
        IsFull && (most < Worst.LogLikelihoodRatio || (most == Worst.LogLikelihoodRatio && latest < Worst.ToMilliseconds));

    public void Offer(RankedRow row)
    {
        if (!IsFull)
        {
            _rows.Enqueue(row, row);
        }
        else if (row.CompareTo(Worst) < 0)
        {
            _rows.EnqueueDequeue(row, row);
        }

        if (IsFull)
        {
            Worst = _rows.Peek();
        }
    }

    public IReadOnlyList<RankedRow> InOrder() => [.. _rows.UnorderedItems.Select(item => item.Element).Order()];
}
