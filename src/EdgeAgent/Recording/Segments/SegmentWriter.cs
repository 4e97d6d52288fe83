using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Index;

namespace EdgeAgent.Recording.Segments;

/// <summary>
/// Writes one segment: each block by one write at its end and one sync. A write that failed is tried again at the same place by
/// <see cref="Write"/>, so that a disk that comes back finds the file as it should be.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    // NTP slews a few milliseconds between two looks; more was a step.
    private static readonly TimeSpan ClockStep = TimeSpan.FromMilliseconds(500);

    private readonly IMediaClock _clock;
    private readonly IRecordingDisk _disk;
    private readonly SegmentIndex _index;
    private readonly SegmentComposer _composer;
    private readonly string _root;
    private IRecordingFile? _file;
    private bool _sealed;
    private bool _finished;

    /// <param name="first">The keyframe that it begins with; it is still to be added.</param>
    /// <exception cref="FFmpegException">MP4 cannot hold such a stream.</exception>
    public SegmentWriter(SegmentPlan plan, VideoStream stream, TimedPacket first, IMediaClock clock, IRecordingDisk disk, SegmentIndex index)
    {
        (_root, _clock, _disk, _index) = (plan.Root, clock, disk, index);
        var utc = clock.ToUtc(first.Time);
        _composer = new SegmentComposer(
            stream,
            first,
            origin => new SegmentDescription(
                plan.Camera.Value,
                clock.BootId,
                origin.Nanoseconds,
                first.Time.Nanoseconds,
                utc.Value,
                utc.Synchronised ? SegmentDescription.Synced : SegmentDescription.Unsynced,
                plan.Connection,
                stream.Codec,
                stream.Width,
                stream.Height),
            plan.Fragment);
        Segment = new Segment(
            plan.Camera, FreePath(plan, utc, clock.BootId, first.Time), clock.BootId, first.Time, first.Time, utc, stream.Codec, stream.Width,
            stream.Height, 0, plan.Connection, IsSealed: false);
    }

    /// <summary>What is on disk of it.</summary>
    public Segment Segment { get; private set; }

    /// <summary>Packets wait for more before they are written.</summary>
    public bool HasPending => _composer.HasPending;

    /// <summary>Bytes wait for <see cref="Write"/>; until they are written no packet may be added.</summary>
    public bool HasBlock { get; private set; }

    /// <summary>Takes the packet over.</summary>
    public void Add(TimedPacket packet) => HasBlock = _composer.Add(packet);

    /// <summary>Makes a block of whatever waits.</summary>
    /// <param name="next">Decoding time of the packet that will follow, if one has come.</param>
    public void Flush(MediaTime? next) => HasBlock |= _composer.Flush(next);

    /// <summary>When this returns, the block is safe.</summary>
    /// <exception cref="IOException">The disk refuses; the block is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public void Write()
    {
        if (!HasBlock)
        {
            return;
        }

        if (_file is null)
        {
            _index.Begin(Segment);
            _file = _disk.Create(Segment.Path);
        }

        _file.Write(Segment.SizeBytes, _composer.Block);
        _file.Flush();
        if (Segment.SizeBytes == 0)
        {
            _disk.SyncDirectories(Segment.Path, _root);
        }

        Segment = Segment with { SizeBytes = Segment.SizeBytes + _composer.Block.Length, End = _composer.End };
        _composer.Written();
        HasBlock = false;
        _index.Grow(Segment);
    }

    /// <summary>Marks the file as finished; all that waits must have been written.</summary>
    /// <exception cref="IOException">The disk refuses; it can be tried again.</exception>
    public void Seal()
    {
        if (!_sealed)
        {
            _composer.Seal();
            (_sealed, HasBlock) = (true, true);
        }

        Write();
        _index.Seal(Segment);
        _finished = true;
        CheckClock();
    }

    /// <summary>Where it was not finished: leaves what is on disk of it, without what a failed write began.</summary>
    public void Dispose()
    {
        if (!_finished)
        {
            Abandon();
        }

        _file?.Dispose();
        _composer.Dispose();
    }

    private void Abandon()
    {
        try
        {
            if (Segment.SizeBytes > 0)
            {
                _file?.Truncate(Segment.SizeBytes);
                _index.Seal(Segment);
            }
            else
            {
                _file?.Dispose();
                _disk.Delete(Segment.Path);
                _index.Remove(Segment.Path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next start finds it unfinished, and mends it.
            _index.Forget(Segment.Path);
        }
    }

    /// <summary>The clock may have been set while this segment was written: then all of this boot have a better time now.</summary>
    private void CheckClock()
    {
        var (said, known) = (Segment.StartUtc, _clock.ToUtc(Segment.Start));
        if (known.Synchronised != said.Synchronised ? known.Synchronised : (known.Value - said.Value).Duration() > ClockStep)
        {
            _index.CorrectClock(Segment.BootId, known.Value - DateTimeOffset.UnixEpoch - (Segment.Start - default(MediaTime)), known.Synchronised);
        }
    }

    private static string FreePath(SegmentPlan plan, UtcTime utc, Guid bootId, MediaTime start)
    {
        // A video file that plays as a camera begins at 0 each time.
        for (var name = start; ; name = new MediaTime(name.Nanoseconds + 1))
        {
            var path = SegmentFile.PathOf(plan.Root, plan.Camera, utc, bootId, name);
            if (!File.Exists(path))
            {
                return path;
            }
        }
    }
}
