using EdgeAgent.Messaging;

namespace EdgeAgent.Control;

/// <summary>What became of everything that came down, since the agent began. Codes are our own, so that their number is bounded.</summary>
internal sealed class ControlCounts
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private long _accepted;
    private long _repeated;
    private long _dropped;

    public ControlHealth Health
    {
        get
        {
            lock (_lock)
            {
                return new ControlHealth(_accepted, _repeated, _dropped, new SortedDictionary<string, long>(_refused, StringComparer.Ordinal));
            }
        }
    }

    public void Accept()
    {
        lock (_lock)
        {
            _accepted++;
        }
    }

    public void Repeat()
    {
        lock (_lock)
        {
            _repeated++;
        }
    }

    /// <returns>How many so far.</returns>
    public long Drop()
    {
        lock (_lock)
        {
            return ++_dropped;
        }
    }

    public void Refuse(string code)
    {
        lock (_lock)
        {
            _refused[code] = _refused.GetValueOrDefault(code) + 1;
        }
    }
}
