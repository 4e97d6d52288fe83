using System.Threading.Channels;
using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Outbox;

/// <summary>
/// The one task that writes. It takes what has gathered while the last commit ran, at most 64 changes, as one transaction, and holds on to
/// them for as long as the disk refuses. Where the disk is full the reserve is for critical events alone.
/// </summary>
internal sealed partial class OutboxWriter : IAsyncDisposable
{
    private const int BatchRows = 64;
    private const int WaitingRows = 256;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly OutboxWriterParts _parts;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<PendingWrite> _writes = Channel.CreateUnbounded<PendingWrite>(new() { SingleReader = true });

    // A critical event finds room however many others wait.
    private readonly SemaphoreSlim _room = new(WaitingRows);
    private readonly SemaphoreSlim _urgentRoom = new(WaitingRows);
    private readonly Signal _urgent = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    // Owned by the writing task.
    private readonly List<PendingWrite> _held = [];
    private SqliteConnection? _connection;
    private bool _durable = true;

    private volatile Problem? _fault;

    public OutboxWriter(string path, SqliteConnection connection, OutboxWriterParts parts, TimeProvider time, ILogger logger)
    {
        (_path, _connection, _parts, _time, _logger) = (path, connection, parts, time, logger);
        _running = Task.Run(RunAsync);
    }

    public Problem? Fault => _fault;

    /// <summary>Completes when the change is committed. Cancelling gives up the waiting, not a change that is already queued.</summary>
    public async ValueTask WriteAsync(PendingWrite write, CancellationToken cancellationToken)
    {
        var room = write.IsUrgent ? _urgentRoom : _room;
        await room.WaitAsync(cancellationToken);
        Post(write, room);
        await write.Completion.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Queues a small change that nobody needs to wait for.</summary>
    public void Post(PendingWrite write) => Post(write, null);

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        _room.Dispose();
        _urgentRoom.Dispose();
    }

    private void Post(PendingWrite write, SemaphoreSlim? room)
    {
        if (!_writes.Writer.TryWrite(write))
        {
            room?.Release();
            write.Completion.TrySetException(new ObjectDisposedException(nameof(OutboxLog)));
            return;
        }

        if (room is not null)
        {
            write.Completion.Task.ContinueWith(
                static (_, r) => ((SemaphoreSlim)r!).Release(), room, CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        if (write.IsUrgent)
        {
            _urgent.Set();
        }
    }

    private async Task RunAsync()
    {
        var retry = FirstRetry;
        while (true)
        {
            var urgent = _urgent.Next;
            while (_writes.Reader.TryRead(out var write))
            {
                _held.Add(write);
            }

            if (_held.Count == 0)
            {
                if (!await _writes.Reader.WaitToReadAsync())
                {
                    break;
                }
            }
            else if (TryWrite() is not { } refused)
            {
                retry = FirstRetry;
            }
            else if (_stopping.IsCancellationRequested)
            {
                Log.GivenUp(_logger, _held.Count, refused.Message);
                _held.ForEach(write => write.Completion.TrySetException(refused));
                _held.Clear();
            }
            else
            {
                await PauseAsync(retry, urgent);
                retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
            }
        }

        _connection?.Dispose();
    }

    /// <summary>Until the next try: after the pause, when another critical event comes, or for one last try before the process ends.</summary>
    private async Task PauseAsync(TimeSpan pause, Task urgent)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        await Task.WhenAny(urgent, Task.Delay(pause, _time, stop.Token));
        await stop.CancelAsync();
    }

    /// <summary>Writes what is held, or what of it must not wait.</summary>
    /// <returns>Why the rest waits.</returns>
    private StorageException? TryWrite()
    {
        var refused = _parts.Reserve.IsGivenUp && !_parts.Reserve.TryMake()
            ? new StorageException(_fault ?? StorageException.NoRoom(_path))
            : TryCommit(_held.Take(BatchRows).ToList());
        if (refused is null)
        {
            ReportFault(null);
            foreach (var fault in _parts.Unwritten.Recovered())
            {
                _held.Add(_parts.Append(fault));
            }

            return null;
        }

        ReportFault(refused.Problem);
        if (refused.IsFull && !_parts.Reserve.IsGivenUp && _parts.Reserve.TryGiveUp())
        {
            Log.ReserveGivenUp(_logger);
        }

        if (_parts.Reserve.IsGivenUp && UrgentAmongHeld() is { Count: > 0 } urgent && TryCommit(urgent) is { } refusedAgain)
        {
            refused = refusedAgain;
        }

        _parts.Unwritten.Refused(_held.Where(write => write.IsUrgent).Select(write => write.Event!), refused.Problem);
        _parts.Changed.Set();
        return refused;
    }

    /// <summary>Critical events, and before them what waits of the same events.</summary>
    private List<PendingWrite> UrgentAmongHeld()
    {
        var events = new HashSet<Guid>();
        var last = -1;
        for (var i = 0; i < _held.Count && events.Count < BatchRows; i++)
        {
            if (_held[i].IsUrgent)
            {
                events.Add(_held[i].Event!.EventId);
                last = i;
            }
        }

        return _held.Take(last + 1).Where(write => write.Event is { } its && events.Contains(its.EventId)).ToList();
    }

    private StorageException? TryCommit(List<PendingWrite> batch)
    {
        try
        {
            Commit(batch);
            _parts.Unsent.TransactionEnded(committed: true);
        }
        catch (StorageException e)
        {
            _parts.Unsent.TransactionEnded(committed: false);
            if (!e.ConnectionSurvives)
            {
                _connection?.Dispose();
                _connection = null;
            }

            return e;
        }

        var written = batch.ToHashSet();
        _held.RemoveAll(written.Contains);
        foreach (var write in batch)
        {
            write.Committed?.Invoke();
            write.Completion.TrySetResult();
        }

        _parts.Changed.Set();
        return null;
    }

    private void Commit(List<PendingWrite> batch)
    {
        try
        {
            if (_connection is null)
            {
                _connection = SqliteFile.Open(_path);
                _durable = true;
            }

            // Marks alone need no fsync: losing one sends a message twice. A later durable commit carries them along.
            if (batch.Exists(write => write.Durable) is var durable && durable != _durable)
            {
                SqliteFile.Execute(_connection, durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
                _durable = durable;
            }

            using var transaction = _connection.BeginTransaction(deferred: false);
            var changes = new OutboxTransaction(_connection, transaction, _parts.Clock, _parts.Unsent);
            batch.ForEach(write => write.Apply(changes));
            transaction.Commit();
        }
        catch (Exception e)
        {
            // Whatever it is: a writer that dies would leave everyone waiting for ever.
            throw e as StorageException ?? (e is SqliteException fault ? StorageException.From(_path, fault) : StorageException.From(_path, e));
        }
    }

    private void ReportFault(Problem? fault)
    {
        if (fault?.Code == _fault?.Code)
        {
            return;
        }

        if (fault is null)
        {
            Log.Recovered(_logger, _fault!.Code);
        }
        else
        {
            Log.Refused(_logger, fault.ToString());
        }

        _fault = fault;
    }

    private static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Error, "The outbox cannot be written and waits: {Problem}")]
        public static partial void Refused(ILogger logger, string problem);

        [LoggerMessage(1502, LogLevel.Information, "The outbox is written again; {Code} is gone")]
        public static partial void Recovered(ILogger logger, string code);

        [LoggerMessage(1504, LogLevel.Error, "The disk is full: the reserve is given up, for critical events alone")]
        public static partial void ReserveGivenUp(ILogger logger);

        [LoggerMessage(1503, LogLevel.Critical, "Stopping with {Count} changes that could not be written: {Problem}")]
        public static partial void GivenUp(ILogger logger, int count, string problem);
    }
}
