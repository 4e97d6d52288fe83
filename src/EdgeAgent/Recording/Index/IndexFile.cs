using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Recording.Index;

/// <summary>
/// The SQLite file behind <see cref="SegmentIndex"/>: changes wait for as long as it cannot be written, are committed once a second at most, and
/// a file that can never be used again is put aside for a new one. Thread-safe.
/// </summary>
internal sealed partial class IndexFile : IDisposable
{
    /// <summary>Between two commits; a program that reads beside us sees changes this late.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly string _root;
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<Action<SegmentRows>> _waiting = [];
    private readonly ITimer _later;

    // Its files say all that it says: it is not worth a wait for the disk at every commit.
    private readonly RenewableFile _file;
    private long? _committed;
    private bool _disposed;
    private Problem? _fault;

    public IndexFile(string root, string path, TimeProvider time, ILogger logger)
    {
        (_root, _path, _time, _logger) = (root, path, time, logger);
        _file = new RenewableFile(path, SegmentSchema.Current, SqliteCheck.EveryPage, connection => new SegmentRows(connection, root).Check());
        _later = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        NeedsRebuild = !File.Exists(path);
        Flush();
    }

    /// <summary>It was not there, damaged or of a newer agent, and begins anew.</summary>
    public bool NeedsRebuild { get; private set; }

    /// <summary>Why it cannot be written at present.</summary>
    public Problem? Fault => Volatile.Read(ref _fault);

    public void Rebuilt() => NeedsRebuild = false;

    /// <summary>Makes a change, now or later.</summary>
    public void Write(Action<SegmentRows> change)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                // The files say it, too.
                return;
            }

            _waiting.Add(change);
            if (_committed is { } last && _time.GetElapsedTime(last) < Pause)
            {
                _later.Change(Pause, Timeout.InfiniteTimeSpan);
            }
            else
            {
                Flush_NeedsLock();
            }
        }
    }

    /// <exception cref="StorageException">It cannot be read.</exception>
    public T Query<T>(Func<SegmentRows, T> query)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                Flush_NeedsLock();
            }

            if (_file.Connection is not { } connection)
            {
                throw new StorageException(Fault ?? new Problem("storage/unavailable", "the index is closed", "start the agent again", _path));
            }

            try
            {
                return query(new SegmentRows(connection, _root));
            }
            catch (Exception e) when (RenewableFile.IsFault(e))
            {
                var fault = RenewableFile.FaultOf(_path, e);
                Failed_NeedsLock(fault);
                throw fault;
            }
        }
    }

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                Flush_NeedsLock();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                Flush_NeedsLock();
                _disposed = true;
                _file.Dispose();
                _later.Dispose();
            }
        }
    }

    private void Flush_NeedsLock()
    {
        try
        {
            var connection = Open_NeedsLock();
            if (_waiting.Count > 0)
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                var rows = new SegmentRows(connection, _root);
                _waiting.ForEach(change => change(rows));
                transaction.Commit();
                _waiting.Clear();
                _committed = _time.GetTimestamp();
            }

            if (Fault is { } gone)
            {
                Log.Recovered(_logger, gone.Code);
                Volatile.Write(ref _fault, null);
            }
        }
        catch (Exception e) when (e is SqliteException or StorageException)
        {
            Failed_NeedsLock(RenewableFile.FaultOf(_path, e));
        }
    }

    private SqliteConnection Open_NeedsLock()
    {
        NeedsRebuild |= _file.Connection is null && !File.Exists(_path);
        return _file.Open();
    }

    /// <summary>Changes stay waiting. A file that can never be used again is put aside, and a new one begins.</summary>
    private void Failed_NeedsLock(StorageException fault)
    {
        if (Fault?.Code != fault.Problem.Code)
        {
            Log.Refused(_logger, fault.Problem.ToString());
        }

        Volatile.Write(ref _fault, fault.Problem);
        try
        {
            if (!_file.GiveUp(fault))
            {
                return;
            }

            NeedsRebuild = true;
            Log.Renewed(_logger, fault.Problem.Code);
            _file.Open();
            Volatile.Write(ref _fault, null);
            _later.Change(Pause, Timeout.InfiniteTimeSpan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ProblemException)
        {
            Log.NotRenewed(_logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1110, LogLevel.Error, "the index of the recordings cannot be written and waits: {Problem}")]
        public static partial void Refused(ILogger logger, string problem);

        [LoggerMessage(1111, LogLevel.Information, "the index of the recordings is written again; {Code} is gone")]
        public static partial void Recovered(ILogger logger, string code);

        [LoggerMessage(1112, LogLevel.Warning, "the index of the recordings was put aside ({Code}); a new one is made from the files")]
        public static partial void Renewed(ILogger logger, string code);

        [LoggerMessage(1113, LogLevel.Error, "the index of the recordings cannot be made anew yet: {Reason}")]
        public static partial void NotRenewed(ILogger logger, string reason);
    }
}
