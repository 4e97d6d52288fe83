using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>
/// Rows that may still take newer content, since no session was given them in this run: the last update of an event, or a gap. The writer
/// rewrites them and the publisher claims them, from two threads; a row that is claimed stays as it is.
/// </summary>
internal sealed class UnsentRows
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, (Severity Stream, long Sequence)> _rows = [];

    // Of the transaction that runs: its rows may be rolled back, and what it rewrites nobody may claim.
    private readonly List<Guid> _appended = [];
    private readonly HashSet<Guid> _rewriting = [];

    /// <summary>Where the row of a key may be rewritten; nobody claims it until the transaction ends.</summary>
    public long? TryRewrite(Guid key, Severity stream)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(key, out var row) || row.Stream != stream)
            {
                return null;
            }

            _rewriting.Add(key);
            return row.Sequence;
        }
    }

    public void Appended(Guid key, Severity stream, long sequence)
    {
        lock (_lock)
        {
            _rows[key] = (stream, sequence);
            _appended.Add(key);
        }
    }

    /// <summary>The row of a key takes nothing more.</summary>
    public void Close(Guid key)
    {
        lock (_lock)
        {
            _rows.Remove(key);
        }
    }

    /// <summary>From now on the row stays as it is: read it afterwards. False while it is being rewritten.</summary>
    public bool TryClaim(Guid key, Severity stream, long sequence)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(key, out var row) || row != (stream, sequence))
            {
                return true;
            }

            return !_rewriting.Contains(key) && _rows.Remove(key);
        }
    }

    public void TransactionEnded(bool committed)
    {
        lock (_lock)
        {
            if (!committed)
            {
                _appended.ForEach(key => _rows.Remove(key));
            }

            _appended.Clear();
            _rewriting.Clear();
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _rows.Clear();
        }
    }
}
