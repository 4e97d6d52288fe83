using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Pipeline;
using EdgeAgent.Search.Orders;
using EdgeAgent.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hosting;

/// <summary>The orders of the pole while it runs: taken from their source, ended in time, and looked for among what was seen before they came.</summary>
internal sealed partial class OrderService : IDisposable
{
    /// <summary>What the health message has room for; the rest is a number, and the log has them all.</summary>
    private const int MostProblems = 10;

    private static readonly RestartPolicy Policy = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    private readonly OrderStore? _store;
    private readonly Problem? _storeFault;
    private readonly IOrderSource? _source;
    private readonly OrderCatchUp? _catchUp;
    private readonly EventPump _pump;
    private readonly IMediaClock _clock;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly List<PastMatch> _found = [];
    private Problem? _sourceFault;
    private Problem? _searchFault;

    /// <param name="dataDirectory">Where the orders in force are kept.</param>
    /// <param name="source">Where orders come from; null where no new ones come.</param>
    /// <param name="sink">Of the events of what was seen before an order came.</param>
    /// <param name="clock">By which orders end.</param>
    /// <param name="time">By which the source is asked.</param>
    /// <param name="loggers">Hear what is taken in, refused and ended.</param>
    /// <param name="search">What was seen before; null where nothing is kept of it.</param>
    public OrderService(
        string dataDirectory,
        IOrderSource? source,
        IEventSink sink,
        IMediaClock clock,
        TimeProvider time,
        ILoggerFactory loggers,
        ISightingSearch? search = null)
    {
        (_clock, _time, _loggers, _logger) = (clock, time, loggers, loggers.CreateLogger<OrderService>());
        _source = source;
        (_store, _storeFault) = Open(DataPaths.Orders(dataDirectory), isNeeded: _source is not null);
        Book = Read(ref _store, ref _storeFault);
        _catchUp = search is null ? null : new OrderCatchUp(Book, search);
        _pump = new EventPump(new ToldMatches(sink, Book));

        // Before the first frame is looked at: who walks by then is looked for already.
        Turn();
    }

    public OrderBook Book { get; }

    /// <summary>What is wrong with orders or with what they come from and are kept in.</summary>
    public IReadOnlyList<Problem> Faults
    {
        get
        {
            var refused = Book.Refused;
            return
            [
                .. new[] { _storeFault, Book.Fault, _source?.Fault, _searchFault }.OfType<Problem>(),
                .. refused.Take(MostProblems).Select(order => order.Problem),
                .. refused.Length > MostProblems ? [OrderProblems.TooManyRefused(refused.Length - MostProblems)] : Array.Empty<Problem>(),
            ];
        }
    }

    /// <summary>Null where nobody has ordered anything.</summary>
    public OrdersHealth? Health => Book.Current is { Version: 0, Orders.IsEmpty: true } && Book.Refused.IsEmpty
        ? null
        : new OrdersHealth(Book.Current.Version, Book.Current.Orders.Length, Book.Refused.Select(order => order.Order).Distinct().Count());

    /// <summary>Raised where <see cref="Faults"/> or <see cref="Health"/> say something else.</summary>
    public event Action? Changed;

    /// <summary>Runs until <paramref name="stop"/>, and returns when the sink has what was found, or at <paramref name="giveUp"/>.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken giveUp)
    {
        Book.Changed += Tell;
        var pumping = _pump.RunAsync(giveUp);
        await new Supervisor(_time, _loggers.CreateLogger<Supervisor>())
            .RunAsync("orders", new EverySecond(_time, Turn).RunAsync, _ => Policy, _ => { }, stop);
        Book.Changed -= Tell;
        _pump.Complete();
        await pumping;
    }

    public void Dispose() => _store?.Dispose();

    private void Tell() => Changed?.Invoke();

    private void Turn()
    {
        if (_source?.Poll() is { } set)
        {
            Book.Take(set);
        }

        if (_source?.Fault?.Code != _sourceFault?.Code)
        {
            _sourceFault = _source?.Fault;
            if (_sourceFault is { } fault)
            {
                Log.SourceFailed(_logger, fault.ToString());
            }

            Tell();
        }

        Book.Look();
        LookBack();
    }

    private void LookBack()
    {
        var utc = _clock.KnownUtc(_clock.Now);
        try
        {
            _catchUp?.Turn(utc, _found);
            _searchFault = null;
        }
        catch (ProblemException e)
        {
            if (_searchFault?.Code != e.Problem.Code)
            {
                Log.SearchFailed(_logger, e.Problem.ToString());
            }

            _searchFault = e.Problem;
        }

        foreach (var edgeEvent in _found.SelectMany(match => PastMatchEvents.Of(match, utc!.Value)))
        {
            Log.Found(_logger, edgeEvent.Camera, edgeEvent.Phase, DetailWords.Of(edgeEvent.Detail));
            _pump.Post(edgeEvent);
        }

        _found.Clear();
    }

    private (OrderStore? Store, Problem? Fault) Open(string path, bool isNeeded)
    {
        if (!isNeeded && !File.Exists(path))
        {
            return (null, null);
        }

        try
        {
            return (OrderStore.Open(path), null);
        }
        catch (StorageException e)
        {
            Log.NotKept(_logger, e.Problem.ToString());
            return (null, e.Problem);
        }
    }

    /// <summary>A pole that cannot read what it has kept still takes orders.</summary>
    private OrderBook Read(ref OrderStore? store, ref Problem? fault)
    {
        var logger = _loggers.CreateLogger<OrderBook>();
        try
        {
            return new OrderBook(_clock, logger, store);
        }
        catch (StorageException e)
        {
            Log.NotKept(_logger, e.Problem.ToString());
            store?.Dispose();
            (store, fault) = (null, e.Problem);
            return new OrderBook(_clock, logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1705, LogLevel.Error, "orders are not kept on disk, and would be lost in a restart: {Problem}")]
        public static partial void NotKept(ILogger logger, string problem);

        [LoggerMessage(1706, LogLevel.Warning, "the orders cannot be read: {Problem}")]
        public static partial void SourceFailed(ILogger logger, string problem);

        [LoggerMessage(1707, LogLevel.Warning, "what was seen before an order came cannot be searched: {Problem}")]
        public static partial void SearchFailed(ILogger logger, string problem);

        [LoggerMessage(1708, LogLevel.Information, "{Camera}: search-match {Phase}: {What}")]
        public static partial void Found(ILogger logger, CameraId camera, EventPhase phase, string what);
    }
}
