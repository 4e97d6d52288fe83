using EdgeAgent.Domain;
using EdgeAgent.Recording.Segments;
using EdgeAgent.Storage;
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

    // NTP slews a few milliseconds: not worth a write for every row of a boot.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly ILogger _logger;
    private readonly IndexFile _file;
    private readonly Dictionary<string, Segment> _open = [];

    // Recorded while older files were not in the index yet, which would make these the first to be deleted.
    private readonly List<string> _early = [];

    private SegmentIndex(string root, IndexFile file, ILogger logger)
    {
        Root = root;
        _file = file;
        _logger = logger;
    }

    /// <summary>The directory of the recordings.</summary>
    public string Root { get; }

    /// <summary>It was lost, damaged or of a newer agent, and begins anew: the files are still to be looked at, see <see cref="SegmentRecovery"/>.</summary>
    public bool NeedsRebuild => _file.NeedsRebuild;

    /// <summary>Why it cannot be written at present.</summary>
    public Problem? Fault => _file.Fault;

    /// <summary>Opens or makes it. Never throws: where the disk refuses, it tries again with the next change.</summary>
    public static SegmentIndex Open(string root, TimeProvider time, ILogger<SegmentIndex> logger)
    {
        root = Path.GetFullPath(root);
        return new SegmentIndex(root, new IndexFile(root, Path.Combine(root, FileName), time, logger), logger);
    }

    /// <summary>A segment is about to be written.</summary>
    public void Begin(Segment segment)
    {
        lock (_lock)
        {
            _open[segment.Path] = segment;
            Put_NeedsLock(segment);
        }
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
            Put_NeedsLock(whole);
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
        _file.Write(rows => rows.Remove(path));
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

        _file.Write(rows => Log.ClockCorrected(_logger, rows.CorrectClock(bootId, offset, synced, ClockTolerance), synced));
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
        for (var (after, batch) = (0L, _file.Query(rows => rows.Oldest(0, BatchRows))); batch.Count > 0; batch = _file.Query(rows => rows.Oldest(after, BatchRows)))
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
            return _file.Query(rows => rows.TotalBytes()) + _open.Values.Sum(segment => segment.SizeBytes);
        }
    }

    /// <exception cref="StorageException">The index cannot be read.</exception>
    public DateTimeOffset? OldestUtc() => _file.Query(rows => rows.OldestUtc());

    /// <summary>Of all cameras together, by their latest whole segments; 0 where there are none.</summary>
    /// <exception cref="StorageException">The index cannot be read.</exception>
    public double BytesPerSecond() => _file.Query(rows => rows.BytesPerSecond(BatchRows));

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
    public HashSet<string> Paths() => _file.Query(rows => rows.Paths());

    /// <summary>Rows of segments that nobody writes to and that were not finished: the power went, or the process.</summary>
    /// <exception cref="StorageException">The index cannot be read.</exception>
    public IReadOnlyList<Segment> Unfinished() => [.. _file.Query(rows => rows.Unsealed()).Where(segment => !IsOpen(segment.Path))];

    /// <summary>Adds what was found on disk; segments of a boot whose clock was set later get their times from those after it.</summary>
    public void Add(IReadOnlyList<Segment> segments) => _file.Write(rows =>
    {
        foreach (var segment in segments)
        {
            rows.Put(segment);
        }

        rows.SpreadClocks();
    });

    /// <summary>The files have been looked at.</summary>
    public void Rebuilt()
    {
        lock (_lock)
        {
            List<string> early = [.. _early.Distinct()];
            _early.Clear();
            _file.Write(rows => early.ForEach(rows.PutLast));
            _file.Rebuilt();
        }
    }

    /// <summary>Writes what waits.</summary>
    public void Flush() => _file.Flush();

    public void Dispose() => _file.Dispose();

    private void Put_NeedsLock(Segment segment)
    {
        _file.Write(rows => rows.Put(segment));
        if (NeedsRebuild)
        {
            _early.Add(segment.Path);
        }
    }

    /// <summary>The clock may have been set since its recorder asked for the time.</summary>
    private Segment WithKnownTime_NeedsLock(Segment segment) =>
        _open.TryGetValue(segment.Path, out var known) ? segment with { StartUtc = known.StartUtc } : segment;

    private List<Segment> Merge(Func<SegmentRows, List<Segment>> find, Func<Segment, bool> matches, Func<Segment, long>? order)
    {
        lock (_lock)
        {
            var found = _file.Query(find).Where(segment => !_open.ContainsKey(segment.Path)).ToList();

            // The agent that wrote it may be another process: the file knows best.
            found = [.. found.Select(segment => segment.IsSealed ? segment : SegmentFile.Measure(segment)).Where(matches)];
            found.AddRange(_open.Values.Where(matches));
            return order is null ? found : [.. found.OrderBy(order)];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1114, LogLevel.Information, "the clock was set: {Count} segments have their times corrected, synchronised: {Synced}")]
        public static partial void ClockCorrected(ILogger logger, int count, bool synced);
    }
}
