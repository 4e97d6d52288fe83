using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Search.Orders;

/// <summary>
/// The orders in force. What is taken in, ends and was told is kept in a file where there is one; a disk that refuses is a
/// <see cref="Fault"/>, and the book goes on in memory. Safe for all threads; <see cref="Current"/> takes no lock.
/// </summary>
internal sealed partial class OrderBook
{
    public const int Capacity = 1000;

    /// <summary>What is left of each order is written down so often, for a boot without a clock.</summary>
    private static readonly TimeSpan WriteInterval = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly IMediaClock _clock;
    private readonly ILogger _logger;
    private readonly OrderStore? _store;
    private readonly SortedDictionary<string, OrderEntry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<(string Order, SightingKey Sighting)> _told = [];
    private readonly Dictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unwritten = [];
    private readonly Dictionary<string, DateTimeOffset?> _undeleted = [];
    private OrdersInForce _current = OrdersInForce.None;
    private ImmutableArray<OrderProblem> _refused = [];
    private MediaTime _nextWrite;

    /// <param name="clock">Says what time it is, and whether that is known.</param>
    /// <param name="logger">Hears what is taken in, refused and ended.</param>
    /// <param name="store">Whose orders go on; null to keep nothing.</param>
    /// <exception cref="StorageException">The store cannot be read.</exception>
    public OrderBook(IMediaClock clock, ILogger logger, OrderStore? store = null)
    {
        (_clock, _logger, _store) = (clock, logger, store);
        if (store is null)
        {
            return;
        }

        var (now, version) = (clock.Now, store.ReadVersion());
        var (orders, problems) = store.ReadOrders();
        TellRefused_NeedsLock([.. problems]);
        foreach (var order in orders)
        {
            _entries.Add(order.Order.Id, OrderEntry.From(order, now, clock.BootId));
        }

        _told.UnionWith(store.ReadTold());
        foreach (var (id, until) in store.ReadEnded())
        {
            _ended.Add(id, until);
        }

        Publish_NeedsLock(version);
        Look();
    }

    /// <summary>Orders were taken in, refused or have ended, or the disk refuses or takes again. Raised without a lock.</summary>
    public event Action? Changed;

    public OrdersInForce Current => Volatile.Read(ref _current);

    /// <summary>What is wrong with the last set.</summary>
    public ImmutableArray<OrderProblem> Refused
    {
        get
        {
            lock (_lock)
            {
                return _refused;
            }
        }
    }

    /// <summary>Why nothing is kept; null while all is well.</summary>
    public Problem? Fault { get; private set; }

    /// <summary>
    /// Puts the set into force: what it no longer names is withdrawn, what it says otherwise begins anew. What cannot be is refused by
    /// name, and where an order was in force under that name, it stays.
    /// </summary>
    public void Take(OrderSet set)
    {
        lock (_lock)
        {
            var (now, utc) = (_clock.Now, _clock.KnownUtc(_clock.Now));
            List<OrderProblem> refused = [.. set.Refused];
            if (set.Version < Current.Version)
            {
                refused.Add(new OrderProblem("version", OrderProblems.OldVersion(set.Version, Current.Version)));
            }
            else
            {
                Take_NeedsLock(set, now, utc, refused);
                Publish_NeedsLock(set.Version);
                Write_NeedsLock();
            }

            TellRefused_NeedsLock([.. refused]);
        }

        Look();
        Changed?.Invoke();
    }

    /// <summary>Ends what is over. To be called every second.</summary>
    public void Look()
    {
        bool isNews;
        lock (_lock)
        {
            var (now, utc, fault) = (_clock.Now, _clock.KnownUtc(_clock.Now), Fault);
            var over = _entries.Values.Where(entry => entry.HasEnded(now, utc)).Select(entry => entry.Live.Order).ToList();
            foreach (var order in over)
            {
                Remove_NeedsLock(order.Id, order.Until);
                Log.Ended(_logger, order.Id, order.Case);
            }

            if (over.Count > 0)
            {
                Publish_NeedsLock(Current.Version);
            }

            if (_entries.Count > 0 && now >= _nextWrite)
            {
                _unwritten.UnionWith(_entries.Keys);
            }

            Write_NeedsLock();
            isNews = over.Count > 0 || fault?.Code != Fault?.Code;
        }

        if (isNews)
        {
            Changed?.Invoke();
        }
    }

    public bool WasTold(string order, SightingKey sighting)
    {
        lock (_lock)
        {
            return _told.Contains((order, sighting));
        }
    }

    /// <summary>The center will hear of it: its event is safe on disk.</summary>
    public void Told(string order, SightingKey sighting)
    {
        lock (_lock)
        {
            // After the end nothing is kept of what was looked for.
            if (_entries.ContainsKey(order) && _told.Add((order, sighting)))
            {
                Try(() => _store?.AddTold(order, sighting));
            }
        }
    }

    /// <summary>UTC at which an order was taken in; null while that is not known, or where it is not in force.</summary>
    public DateTimeOffset? Taken(string order)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(order, out var entry) ? entry.Taken : null;
        }
    }

    private void Take_NeedsLock(OrderSet set, MediaTime now, DateTimeOffset? utc, List<OrderProblem> refused)
    {
        var names = set.Orders.Select(order => order.Id).Concat(set.Refused.Select(problem => problem.Order)).ToHashSet(StringComparer.Ordinal);
        foreach (var order in _entries.Values.Select(entry => entry.Live.Order).Where(order => !names.Contains(order.Id)).ToList())
        {
            Remove_NeedsLock(order.Id, until: null);
            Log.Withdrawn(_logger, order.Id, order.Case);
        }

        foreach (var order in set.Orders)
        {
            if (_entries.TryGetValue(order.Id, out var known) && known.Says(order))
            {
                continue;
            }

            if (Check_NeedsLock(order, utc) is { } problem)
            {
                refused.Add(new OrderProblem(order.Id, problem));
                continue;
            }

            _entries[order.Id] = OrderEntry.Begin(order, now, utc);
            _ended.Remove(order.Id);
            _undeleted.Remove(order.Id);
            _unwritten.Add(order.Id);
            Log.Taken(_logger, order.Id, order.Case, order.Until.UtcDateTime);
        }
    }

    private Problem? Check_NeedsLock(SearchOrder order, DateTimeOffset? utc) =>
        order.Until <= utc || (_ended.TryGetValue(order.Id, out var ended) && order.Until <= ended) ? OrderProblems.HasEnded(order.Id, order.Until)
        : order.Until - utc > SearchOrder.Longest ? OrderProblems.TooLong(order.Id)
        : _entries.Count >= Capacity && !_entries.ContainsKey(order.Id) ? OrderProblems.TooMany(order.Id, Capacity)
        : null;

    /// <param name="id">Of the order.</param>
    /// <param name="until">Its end, where it has ended; null where it was withdrawn and may come again.</param>
    private void Remove_NeedsLock(string id, DateTimeOffset? until)
    {
        _entries.Remove(id);
        _told.RemoveWhere(told => told.Order == id);
        _unwritten.Remove(id);
        _undeleted[id] = until;
        if (until is { } end)
        {
            _ended[id] = end;
        }
    }

    private void Publish_NeedsLock(long version) =>
        Volatile.Write(ref _current, new OrdersInForce(version, [.. _entries.Values.Select(entry => entry.Live)]));

    /// <summary>What a disk refused is written when it takes again.</summary>
    private void Write_NeedsLock()
    {
        if (_store is null || (_unwritten.Count == 0 && _undeleted.Count == 0))
        {
            return;
        }

        var now = _clock.Now;
        Try(() =>
        {
            _store.Write(
                Current.Version,
                [.. _unwritten.Select(id => _entries[id].ToStored(now, _clock.BootId))],
                _undeleted.Keys,
                [.. _undeleted.Where(gone => gone.Value is not null).Select(gone => (gone.Key, gone.Value!.Value))]);
            _unwritten.Clear();
            _undeleted.Clear();
            _nextWrite = now + WriteInterval;
        });
    }

    private void TellRefused_NeedsLock(ImmutableArray<OrderProblem> refused)
    {
        foreach (var problem in refused.Except(_refused))
        {
            Log.Refused(_logger, problem.Order, problem.Problem.ToString());
        }

        _refused = refused;
    }

    private void Try(Action write)
    {
        try
        {
            write();
            Fault = null;
        }
        catch (StorageException e)
        {
            if (Fault?.Code != e.Problem.Code)
            {
                Log.NotKept(_logger, e.Problem.ToString());
            }

            Fault = e.Problem;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1700, LogLevel.Information, "order {Order} of case {Case} is in force until {Until:yyyy-MM-dd HH:mm:ss}Z")]
        public static partial void Taken(ILogger logger, string order, string @case, DateTime until);

        [LoggerMessage(1701, LogLevel.Warning, "order {Order} is refused: {Problem}")]
        public static partial void Refused(ILogger logger, string order, string problem);

        [LoggerMessage(1702, LogLevel.Information, "order {Order} of case {Case} has ended, and its description is deleted")]
        public static partial void Ended(ILogger logger, string order, string @case);

        [LoggerMessage(1703, LogLevel.Information, "order {Order} of case {Case} is withdrawn, and its description is deleted")]
        public static partial void Withdrawn(ILogger logger, string order, string @case);

        [LoggerMessage(1704, LogLevel.Error, "orders are not kept on disk, and would be lost in a restart: {Problem}")]
        public static partial void NotKept(ILogger logger, string problem);
    }
}
