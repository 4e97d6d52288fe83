using EdgeAgent.Domain;
using EdgeAgent.Search.Orders;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Search.Sightings;

/// <summary>
/// Remembers every finished track, and finds those that fit a description. The sightings are no evidence, and the pole goes on without them: where
/// the file cannot be written they wait, as many as are bearable, and a file that can never be used again is put aside for a new one. Thread-safe.
/// </summary>
internal sealed partial class SightingsIndex : ISightingSearch, IDisposable
{
    /// <summary>What waits at most while the disk refuses: beyond, new ones are dropped and counted.</summary>
    public const int MaximumWaiting = 50_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _waitingLock = new();
    private readonly Lock _fileLock = new();
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly RenewableFile _file;
    private readonly SightingsUpkeep _upkeep;
    private readonly ITimer _timer;
    private List<Sighting> _waiting = [];
    private long _dropped;
    private long _toldDropped;
    private bool _disposed;
    private Problem? _fault;

    private SightingsIndex(string path, SightingsOptions options, TimeProvider time, ILogger logger)
    {
        _path = Path.GetFullPath(path);
        _logger = logger;
        _file = new RenewableFile(_path, SightingsSchema.Current, SqliteCheck.Length, SightingRows.Check);
        _upkeep = new SightingsUpkeep(_path, options, time, logger);
        Flush();
        _timer = time.CreateTimer(_ => FlushIfFree(), null, Pause, Pause);
    }

    /// <summary>Why it cannot be written at present.</summary>
    public Problem? Fault => Volatile.Read(ref _fault);

    /// <summary>How many were never written, since too many waited already.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Opens or makes the file. Never throws: where the disk refuses, it tries again each second.</summary>
    /// <param name="path">Of the file, <see cref="SightingsFile.FileName"/> in the data directory.</param>
    /// <param name="options">How much is remembered.</param>
    /// <param name="time">Of retention and commits.</param>
    /// <param name="logger">Hears of faults, once each.</param>
    public static SightingsIndex Open(string path, SightingsOptions options, TimeProvider time, ILogger<SightingsIndex> logger) =>
        new(path, options, time, logger);

    /// <summary>Never waits for the disk: it is committed within a second or so, and found by the searches of this process at once.</summary>
    /// <exception cref="ArgumentException">It has no camera, or an appearance that is none: it could never be written, and would keep others waiting.</exception>
    public void Add(Sighting sighting)
    {
        if (sighting.Camera.Value is null || !Domain.Appearance.IsPacked(sighting.Appearance.Pack()))
        {
            throw new ArgumentException($"track {sighting.Track} has no camera or no appearance", nameof(sighting));
        }

        lock (_waitingLock)
        {
            if (_waiting.Count < MaximumWaiting && !_disposed)
            {
                _waiting.Add(sighting);
            }
            else
            {
                Interlocked.Increment(ref _dropped);
            }
        }
    }

    /// <summary>The best in their order, see <see cref="SightingsFile.Search"/>. While the disk refuses to be written, among what is written.</summary>
    /// <exception cref="StorageException">The file cannot be read. A damaged one has been put aside: the next search is in a new one.</exception>
    public IReadOnlyList<SightingMatch> Search(SightingQuery query)
    {
        Flush();
        try
        {
            return SightingsFile.Search(_path, query);
        }
        catch (StorageException e)
        {
            lock (_fileLock)
            {
                Failed_NeedsLock(e);
            }

            throw;
        }
    }

    IReadOnlyList<(Sighting Sighting, float LogLikelihoodRatio)> ISightingSearch.Search(
        Description description, DateTimeOffset from, DateTimeOffset to, int limit) =>
        [.. Search(new SightingQuery { Description = description, From = from, To = to, Limit = limit })
            .Select(match => (match.Sighting, match.LogLikelihoodRatio))];

    /// <summary>
    /// The clock was set, and is synchronised: gives the sightings of that boot that an unsynchronised clock has dated their right times. Some of
    /// them at each commit.
    /// </summary>
    public void CorrectClock(ClockCorrection correction)
    {
        if (correction.Synchronised)
        {
            lock (_fileLock)
            {
                _upkeep.CorrectClock(correction.BootId, correction.UtcAtZero);
            }
        }
    }

    /// <summary>Commits what waits.</summary>
    public void Flush()
    {
        lock (_fileLock)
        {
            Flush_NeedsLock();
        }
    }

    public void Dispose()
    {
        lock (_fileLock)
        {
            if (!_disposed)
            {
                Flush_NeedsLock();
                lock (_waitingLock)
                {
                    _disposed = true;
                }

                _timer.Dispose();
                _file.Dispose();
            }
        }
    }

    private void FlushIfFree()
    {
        // A disk that hangs must not have one thread more wait for it each second.
        if (_fileLock.TryEnter())
        {
            try
            {
                Flush_NeedsLock();
            }
            finally
            {
                _fileLock.Exit();
            }
        }
    }

    private void Flush_NeedsLock()
    {
        if (_disposed)
        {
            return;
        }

        var batch = TakeWaiting();
        try
        {
            var connection = _file.Open();
            if (batch.Count > 0 || _upkeep.IsDue)
            {
                Commit(connection, batch);
            }

            Recovered();
        }
        catch (Exception e) when (RenewableFile.IsFault(e))
        {
            PutBack(batch);
            Failed_NeedsLock(RenewableFile.FaultOf(_path, e));
        }

        if (Dropped is var dropped && dropped != _toldDropped)
        {
            Log.Dropped(_logger, dropped - _toldDropped);
            _toldDropped = dropped;
        }
    }

    private void Commit(SqliteConnection connection, List<Sighting> batch)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using (var rows = new SightingRows(connection))
        {
            batch.ForEach(rows.Insert);
        }

        _upkeep.Run(connection);
        transaction.Commit();
    }

    private List<Sighting> TakeWaiting()
    {
        lock (_waitingLock)
        {
            var batch = _waiting;
            _waiting = [];
            return batch;
        }
    }

    private void PutBack(List<Sighting> batch)
    {
        lock (_waitingLock)
        {
            var room = MaximumWaiting - batch.Count;
            if (_waiting.Count > room)
            {
                Interlocked.Add(ref _dropped, _waiting.Count - room);
                _waiting.RemoveRange(room, _waiting.Count - room);
            }

            _waiting.InsertRange(0, batch);
        }
    }

    private void Recovered()
    {
        if (Fault is { } gone)
        {
            Log.Recovered(_logger, gone.Code);
            Volatile.Write(ref _fault, null);
        }
    }

    private void Failed_NeedsLock(StorageException fault)
    {
        if (_disposed)
        {
            return;
        }

        if (Fault?.Code != fault.Problem.Code)
        {
            Log.Refused(_logger, fault.Problem.ToString());
        }

        Volatile.Write(ref _fault, fault.Problem);
        try
        {
            if (_file.GiveUp(fault))
            {
                Log.Renewed(_logger, fault.Problem.Code);
                _file.Open();
                Volatile.Write(ref _fault, null);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ProblemException)
        {
            Log.NotRenewed(_logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1130, LogLevel.Error, "the sightings cannot be written and wait: {Problem}")]
        public static partial void Refused(ILogger logger, string problem);

        [LoggerMessage(1131, LogLevel.Information, "the sightings are written again; {Code} is gone")]
        public static partial void Recovered(ILogger logger, string code);

        [LoggerMessage(1132, LogLevel.Error, "the file of the sightings was put aside ({Code}); a new one begins, and what was seen before is not searched")]
        public static partial void Renewed(ILogger logger, string code);

        [LoggerMessage(1133, LogLevel.Error, "the file of the sightings cannot be made anew yet: {Reason}")]
        public static partial void NotRenewed(ILogger logger, string reason);

        [LoggerMessage(1134, LogLevel.Error, "{Count} sightings were dropped: too many wait for the disk")]
        public static partial void Dropped(ILogger logger, long count);
    }
}
