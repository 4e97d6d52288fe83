namespace EdgeAgent.Outbox;

/// <summary>
/// Numbers of one stream that go out again: after a minute without acknowledgement, doubling to a quarter of an hour; at once after a
/// reconnection or where somebody asks for them. In memory, and as ranges: what is not known after a restart goes out again anyway.
/// Not safe for several threads.
/// </summary>
internal sealed class ResendQueue(TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>What was sent within it goes out again together: so there are never more than some hundred groups.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(5);

    private readonly List<Group> _groups = [];

    /// <summary>Until something is due; null where nothing waits.</summary>
    public TimeSpan? UntilDue
    {
        get
        {
            _groups.RemoveAll(group => group.Numbers.IsEmpty);
            return _groups.Count == 0 ? null : _groups.Min(Wait);
        }
    }

    /// <summary>It has been sent for the n-th time, and is due again unless somebody has it by then.</summary>
    public void Sent(long sequence, int attempts)
    {
        var wait = TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(attempts - 1, 8)));
        var group = _groups.FindLast(known => known.Attempts == attempts && !known.Forced);
        if (group is null || Wait(group) < wait)
        {
            group = new Group(time.GetTimestamp() + (long)((wait + Together).TotalSeconds * time.TimestampFrequency), attempts, Forced: false);
            _groups.Add(group);
        }

        group.Numbers.Add(sequence, sequence);
    }

    /// <summary>Somebody asks for them, whoever has them already.</summary>
    public void Replay(long from, long to)
    {
        var group = _groups.Find(known => known.Forced);
        if (group is null)
        {
            group = new Group(time.GetTimestamp(), Attempts: 0, Forced: true);
            _groups.Add(group);
        }

        group.Numbers.Add(from, to);
    }

    /// <summary>Another session: what nobody has goes out again at once, and what was asked for stays asked for.</summary>
    public void Begin(IEnumerable<SequenceRange> missing)
    {
        _groups.RemoveAll(group => !group.Forced);
        var all = new Group(time.GetTimestamp(), Attempts: 0, Forced: false);
        foreach (var range in missing)
        {
            all.Numbers.Add(range.From, range.To);
        }

        _groups.Add(all);
    }

    /// <summary>The next that is due, which then no longer is.</summary>
    public (long Sequence, int Attempts, bool Forced)? TakeDue()
    {
        foreach (var group in _groups.Where(group => Wait(group) <= TimeSpan.Zero))
        {
            if (group.Numbers.TakeFirst() is { } sequence)
            {
                return (sequence, group.Attempts, group.Forced);
            }
        }

        return null;
    }

    public void Clear() => _groups.Clear();

    private TimeSpan Wait(Group group) => time.GetElapsedTime(time.GetTimestamp(), group.DueAt);

    private sealed record Group(long DueAt, int Attempts, bool Forced)
    {
        public RangeSet Numbers { get; } = new();
    }
}
