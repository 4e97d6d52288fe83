using EdgeAgent.Domain;
using EdgeAgent.Recording.Segments;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Recording.Index;

/// <summary>
/// Which segments there are. It is a convenience over the files, which say everything themselves: where it cannot be written its changes wait,
/// where it is damaged it begins again and is filled from the files, and recording goes on in each case. Thread-safe.
/// </summary>
internal sealed partial class SegmentIndex : IDisposable
{
    public const string FileName = "index.db";

    private const int BatchRows = 512;

    /// <summary>Between two commits; a program that reads beside us sees changes this late.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // NTP slews a few milliseconds: not worth a write for every row of a boot.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<Action<SegmentRows>> _waiting = [];
    private readonly Dictionary<string, Segment> _open = [];
    private readonly ITimer _later;
    private SqliteConnection? _connection;
    private long? _committed;
    private bool _disposed;
    private Problem? _fault;

    private SegmentIndex(string root, TimeProvider time, ILogger logger)
    {
        Root = root;
        _time = time;
        _logger = logger;
        _later = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The directory of the recordings.</summary>
    public string Root { get; }

    /// <summary>It was lost, damaged or of a newer agent, and begins anew: the files are still to be looked at, see <see cref="SegmentRecovery"/>.</summary>
    public bool NeedsRebuild { get; private set; }

    /// <summary>Why it cannot be written at present.</summary>
    public Problem? Fault => Volatile.Read(ref _fault);

    private string FilePath => Path.Combine(Root, FileName);

    /// <summary>Opens or makes it. Never throws: where the disk refuses, it tries again with the next change.</summary>
    public static SegmentIndex Open(string root, TimeProvider time, ILogger<SegmentIndex> logger)
    {
        var index = new SegmentIndex(Path.GetFullPath(root), time, logger);
        index.NeedsRebuild = !File.Exists(index.FilePath);
        index.Flush();
        return index;
    }

    /// <summary>A segment is about to be written.</summary>
    public void Begin(Segment segment)
    {
        lock (_lock)
        {
            _open[segment.Path] = segment;
        }

        Write(rows => rows.Put(segment));
    }

    /// <summary>More of it is on disk. The index itself need not know before it is sealed.</summary>
    public void Grow(Segment segment)
    {
        lock (_lock)
        {
            _open[segment.Path] = WithKnownTime_NeedsLock(segment);
        }
    }

    /// <summary>A segment is whole.</summary>
    public void Seal(Segment segment)
    {
        lock (_lock)
        {
            var whole = WithKnownTime_NeedsLock(segment) with { IsSealed = true };
            Write(rows => rows.Put(whole));
            _open.Remove(segment.Path);
        }
    }

    /// <summary>Nobody writes to it any more, and its end is not known: it stays unfinished.</summary>
    public void Forget(string path)
    {
        lock (_lock)
        {
            _open.Remove(path);
        }
    }

    /// <summary>Its file is gone, or was never made.</summary>
    public void Remove(string path)
    {
        Write(rows => rows.Remove(path));
        lock (_lock)
        {
            _open.Remove(path);
        }
    }

    /// <summary>
    /// The clock was set: gives every segment of a boot the time that is known now. Segments of older boots stay as they are.
    /// </summary>
    /// <param name="bootId">Whose media times.</param>
    /// <param name="offset">UTC since 1970 less media time: UTC of a moment = its media time + this.</param>
    /// <param name="synced">The clock is synchronised; what a synchronised clock has said is not corrected by another.</param>
    public void CorrectClock(Guid bootId, TimeSpan offset, bool synced)
    {
        lock (_lock)
        {
            foreach (var (path, segment) in _open.ToList())
            {
                if (segment.BootId == bootId && (synced || !segment.StartUtc.Synchronised))
                {
                    var start = DateTimeOffset.UnixEpoch + offset + (segment.Start - default(MediaTime));
                    _open[path] = segment with { StartUtc = new UtcTime(start, synced) };
                }
            }
        }

        Write(rows => Log.ClockCorrected(_logger, rows.CorrectClock(bootId, offset, synced, ClockTolerance), synced));
    }

    /// <summary>The segments of a camera that show any of this, in order; ends of open ones are what is on disk so far.</summary>
    /// <exception cref="StorageException">The index cannot be read.</exception>
    public IReadOnlyList<Segment> Find(CameraId camera, Guid bootId, MediaTime from, MediaTime to) => Merge(
        rows => rows.Find(camera, bootId, from, to),
        segment => segment.Camera == camera && segment.BootId == bootId && segment.Start < to && segment.End > from,
        segment => segment.Start.Nanoseconds);

    /// <summary>The same by the wall clock, over boots.</summary>
    /// <exception cref="StorageException">The index cannot be read.</exception>
    public IReadOnlyList<Segment> Find(CameraId camera, DateTimeOffset from, DateTimeOffset to) => Merge(
        rows => rows.Find(camera, from, to),
        segment => segment.Camera == camera && segment.StartUtc.Value < to && segment.EndUtc > from,
        segment => segment.StartUtc.Value.UtcTicks);

    /// <summary>All of one camera, or of all, in the order in which they were recorded.</summary>
    /// <exception cref="StorageException">The index cannot be read.</exception>
    public IReadOnlyList<Segment> All(CameraId? camera = null) =>
        Merge(rows => rows.All(camera), segment => camera is null || segment.Camera == camera, order: null);

    /// <summary>Whole segments, oldest first, that no recorder writes to. Read in batches: some may be removed meanwhile.</summary>
    /// <exception cref="StorageException">The index cannot be read.</exception>
    public IEnumerable<Segment> Oldest()
    {
        for (var (after, batch) = (0L, Query(rows => rows.Oldest(0, BatchRows))); batch.Count > 0; batch = Query(rows => rows.Oldest(after, BatchRows)))
        {
            foreach (var (id, segment) in batch)
            {
                after = id;
                yield return segment;
            }
        }
    }

    /// <exception cref="StorageException">The index cannot be read.</exception>
    public long TotalBytes()
    {
        lock (_lock)
        {
            return Query(rows => rows.TotalBytes()) + _open.Values.Sum(segment => segment.SizeBytes);
        }
    }

    /// <exception cref="StorageException">The index cannot be read.</exception>
    public DateTimeOffset? OldestUtc() => Query(rows => rows.OldestUtc());

    /// <summary>Of all cameras together, by their latest whole segments; 0 where there are none.</summary>
    /// <exception cref="StorageException">The index cannot be read.</exception>
    public double BytesPerSecond() => Query(rows => rows.BytesPerSecond(BatchRows));

    /// <summary>Those that a recorder of this process writes to.</summary>
    public IReadOnlyList<Segment> Open()
    {
        lock (_lock)
        {
            return [.. _open.Values];
        }
    }

    public bool IsOpen(string path)
    {
        lock (_lock)
        {
            return _open.ContainsKey(path);
        }
    }

    /// <summary>Everything that has a row.</summary>
    /// <exception cref="StorageException">The index cannot be read.</exception>
    public HashSet<string> Paths() => Query(rows => rows.Paths());

    /// <summary>Rows of segments that nobody writes to and that were not finished: the power went, or the process.</summary>
    /// <exception cref="StorageException">The index cannot be read.</exception>
    public IReadOnlyList<Segment> Unfinished() => [.. Query(rows => rows.Unsealed()).Where(segment => !IsOpen(segment.Path))];

    /// <summary>Adds what was found on disk; segments of a boot whose clock was set later get their times from those after it.</summary>
    public void Add(IReadOnlyList<Segment> segments) => Write(rows =>
    {
        foreach (var segment in segments)
        {
            rows.Put(segment);
        }

        rows.SpreadClocks();
    });

    /// <summary>The files have been looked at.</summary>
    public void Rebuilt() => NeedsRebuild = false;

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
                _connection?.Dispose();
                _connection = null;
                _later.Dispose();
            }
        }
    }

    /// <summary>The clock may have been set since its recorder asked for the time.</summary>
    private Segment WithKnownTime_NeedsLock(Segment segment) =>
        _open.TryGetValue(segment.Path, out var known) ? segment with { StartUtc = known.StartUtc } : segment;

    private void Write(Action<SegmentRows> change)
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

    private List<Segment> Merge(Func<SegmentRows, List<Segment>> find, Func<Segment, bool> matches, Func<Segment, long>? order)
    {
        lock (_lock)
        {
            var found = Query(find).Where(segment => !_open.ContainsKey(segment.Path)).ToList();

            // The agent that wrote it may be another process: the file knows best.
            found = [.. found.Select(segment => segment.IsSealed ? segment : SegmentFile.Measure(segment)).Where(matches)];
            found.AddRange(_open.Values.Where(matches));
            return order is null ? found : [.. found.OrderBy(order)];
        }
    }

    private T Query<T>(Func<SegmentRows, T> query)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                Flush_NeedsLock();
            }

            if (_connection is null)
            {
                throw new StorageException(Fault ?? new Problem("storage/unavailable", "the index is closed", "start the agent again", FilePath));
            }

            try
            {
                return query(new SegmentRows(_connection, Root));
            }
            catch (SqliteException e)
            {
                var fault = StorageException.From(FilePath, e);
                Failed_NeedsLock(fault);
                throw fault;
            }
        }
    }

    private void Flush_NeedsLock()
    {
        try
        {
            _connection ??= OpenFile();
            if (_waiting.Count > 0)
            {
                using var transaction = _connection.BeginTransaction(deferred: false);
                var rows = new SegmentRows(_connection, Root);
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
        catch (SqliteException e)
        {
            Failed_NeedsLock(StorageException.From(FilePath, e));
        }
        catch (StorageException e)
        {
            Failed_NeedsLock(e);
        }
    }

    private SqliteConnection OpenFile()
    {
        NeedsRebuild |= !File.Exists(FilePath);
        var connection = SqliteFile.OpenAndMigrate(FilePath, SegmentSchema.Current);

        // Its files say all that it says: it is not worth a wait for the disk at every commit.
        SqliteFile.Execute(connection, "PRAGMA synchronous=NORMAL");
        return connection;
    }

    /// <summary>Changes stay waiting. A file that can never be used again is put aside, and a new one begins.</summary>
    private void Failed_NeedsLock(StorageException fault)
    {
        if (Fault?.Code != fault.Problem.Code)
        {
            Log.Refused(_logger, fault.Problem.ToString());
        }

        Volatile.Write(ref _fault, fault.Problem);
        if (fault.ConnectionSurvives)
        {
            return;
        }

        _connection?.Dispose();
        _connection = null;
        if (fault.Problem.Code is not ("storage/corrupt" or "storage/newer-version"))
        {
            return;
        }

        try
        {
            PutAside(fault.Problem.Code == "storage/corrupt" ? ".damaged" : ".newer");
            NeedsRebuild = true;
            Log.Renewed(_logger, fault.Problem.Code);
            _connection = OpenFile();
            Volatile.Write(ref _fault, null);
            _later.Change(Pause, Timeout.InfiniteTimeSpan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ProblemException or SqliteException)
        {
            Log.NotRenewed(_logger, e.Message);
        }
    }

    private void PutAside(string suffix)
    {
        File.Move(FilePath, FilePath + suffix, overwrite: true);
        foreach (var side in (string[])["-wal", "-shm"])
        {
            // They belong to the file that was put aside, and would be laid over the new one.
            File.Delete(FilePath + side);
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

        [LoggerMessage(1114, LogLevel.Information, "the clock was set: {Count} segments have their times corrected, synchronised: {Synced}")]
        public static partial void ClockCorrected(ILogger logger, int count, bool synced);
    }
}
