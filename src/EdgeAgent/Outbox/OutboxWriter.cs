using System.Threading.Channels;
using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Outbox;

/// <summary>
/// The one task that writes. It takes what has gathered while the last commit ran, at most 64 changes, as one transaction,
/// and holds on to them for as long as the disk refuses.
/// </summary>
internal sealed partial class OutboxWriter : IAsyncDisposable
{
    private const int BatchRows = 64;
    private const int WaitingRows = 256;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Signal _changed;
    private readonly Channel<PendingWrite> _writes = Channel.CreateUnbounded<PendingWrite>(new() { SingleReader = true });
    private readonly SemaphoreSlim _room = new(WaitingRows);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    // Owned by the writing task.
    private SqliteConnection? _connection;
    private bool _durable = true;

    private volatile Problem? _fault;

    public OutboxWriter(string path, SqliteConnection connection, Signal changed, TimeProvider time, ILogger logger)
    {
        _path = path;
        _connection = connection;
        _changed = changed;
        _time = time;
        _logger = logger;
        _running = Task.Run(RunAsync);
    }

    public Problem? Fault => _fault;

    /// <summary>Completes when the change is committed. Cancelling gives up the waiting, not a change that is already queued.</summary>
    public async ValueTask WriteAsync(PendingWrite write, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        Post(write, _room);
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
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingWrite>(BatchRows);
        while (await _writes.Reader.WaitToReadAsync())
        {
            while (batch.Count < BatchRows && _writes.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            await CommitForSureAsync(batch);
            batch.Clear();
        }

        _connection?.Dispose();
    }

    private async Task CommitForSureAsync(List<PendingWrite> batch)
    {
        for (var retry = FirstRetry; ; retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry)
        {
            try
            {
                Commit(batch);
                ReportFault(null);
                break;
            }
            catch (StorageException e)
            {
                ReportFault(e.Problem);
                if (!e.ConnectionSurvives)
                {
                    _connection?.Dispose();
                    _connection = null;
                }

                if (_stopping.IsCancellationRequested)
                {
                    Log.GivenUp(_logger, batch.Count, e.Message);
                    batch.ForEach(write => write.Completion.TrySetException(e));
                    return;
                }
            }

            try
            {
                await Task.Delay(retry, _time, _stopping.Token);
            }
            catch (OperationCanceledException)
            {
                // One last try before the process ends.
            }
        }

        foreach (var write in batch)
        {
            write.Committed?.Invoke();
            write.Completion.TrySetResult();
        }

        _changed.Set();
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
            var changes = new OutboxTransaction(_connection, transaction, _time);
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

        [LoggerMessage(1503, LogLevel.Critical, "Stopping with {Count} changes that could not be written: {Problem}")]
        public static partial void GivenUp(ILogger logger, int count, string problem);
    }
}
