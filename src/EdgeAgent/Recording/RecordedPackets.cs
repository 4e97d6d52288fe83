using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Recording.Holds;
using EdgeAgent.Recording.Index;
using EdgeAgent.Recording.Segments;

namespace EdgeAgent.Recording;

/// <summary>
/// One camera's packets on disk in the order of time, over segments, connections and, by the wall clock, boots. What is still being recorded can
/// be read as it grows. Used by one thread at a time.
/// </summary>
internal sealed class RecordedPackets
{
    // Segments of one connection follow each other to the microsecond; pictures that are shown out of order leave a little.
    private static readonly TimeSpan Loss = TimeSpan.FromSeconds(0.5);

    private readonly Func<MediaTime, IReadOnlyList<Segment>> _find;
    private readonly bool _byWallClock;
    private readonly MediaTime _from;
    private readonly HashSet<string> _done = [];
    private Segment? _segment;
    private PacketRun? _run;
    private PacketRun? _even;
    private Cadence? _cadence;
    private MediaTime _decoded = new(long.MinValue);
    private MediaTime _end;

    private RecordedPackets(Func<MediaTime, IReadOnlyList<Segment>> find, bool byWallClock, MediaTime from)
    {
        _find = find;
        _byWallClock = byWallClock;
        _from = from;
    }

    /// <summary>On the media clock of one boot.</summary>
    public static RecordedPackets Of(SegmentIndex index, CameraId camera, Guid bootId, MediaTime from, MediaTime to) =>
        new(start => index.Find(camera, bootId, start, to), byWallClock: false, from);

    /// <summary>By the wall clock, over boots: the times of the packets are those of <see cref="SegmentClock.Of"/>.</summary>
    public static RecordedPackets Of(SegmentSearch search, CameraId camera, DateTimeOffset from, DateTimeOffset to) => new(
        start => [.. search(camera, SegmentClock.ToUtc(start), to).OrderBy(segment => segment.StartUtc.Value)], byWallClock: true, SegmentClock.Of(from));

    /// <summary>
    /// What is on disk and has not been given out yet; at first from the keyframe at or before the start on. Whoever takes a packet disposes of
    /// it. Called again, it goes on with what has come since.
    /// </summary>
    /// <exception cref="Storage.StorageException">The index cannot be read.</exception>
    public IEnumerable<TimedPacket> ReadMore()
    {
        List<TimedPacket> first = [];
        foreach (var packet in ReadSegments())
        {
            // The first pictures of a run tell its pace.
            if (first.Count > 0 && packet.Run != first[0].Run)
            {
                foreach (var even in Begin(first))
                {
                    yield return even;
                }
            }

            if (packet.Run != _even)
            {
                first.Add(packet);
                if (first.Count < Cadence.Known)
                {
                    continue;
                }

                foreach (var even in Begin(first))
                {
                    yield return even;
                }
            }
            else
            {
                _cadence!.Apply(packet.Packet);
                yield return packet;
            }
        }

        foreach (var even in Begin(first))
        {
            yield return even;
        }
    }

    private List<TimedPacket> Begin(List<TimedPacket> first)
    {
        List<TimedPacket> begun = [.. first];
        first.Clear();
        if (begun.Count > 0)
        {
            _even = begun[0].Run;
            _cadence = Cadence.Of([.. begun.Select(packet => packet.Packet.Dts ?? 0)]);
            begun.ForEach(packet => _cadence.Apply(packet.Packet));
        }

        return begun;
    }

    private IEnumerable<TimedPacket> ReadSegments()
    {
        var segments = Following();
        for (var i = 0; i < segments.Count; i++)
        {
            foreach (var packet in ReadMore(segments[i]))
            {
                yield return packet;
            }

            // Only the last one may grow.
            if (segments[i].IsSealed || i + 1 < segments.Count)
            {
                _done.Add(segments[i].Path);
            }
        }
    }

    /// <summary>Segments that may hold more, in order. Of those before the start, the one whose pictures reach it.</summary>
    private List<Segment> Following()
    {
        var found = _find((_decoded > _from ? _decoded : _from) - Loss).Where(segment => !_done.Contains(segment.Path)).ToList();
        while (_segment is null && found.Count > 1 && StartOf(found[1]) <= _from)
        {
            found.RemoveAt(0);
        }

        return found;
    }

    private IEnumerable<TimedPacket> ReadMore(Segment segment)
    {
        if (Open(segment) is not { } reader)
        {
            yield break;
        }

        using (reader)
        {
            if (TryEnter(segment, reader) is not { } run)
            {
                yield break;
            }

            var shift = run.Clock?.ShiftNanoseconds ?? 0;
            var from = _decoded > _from ? _decoded : _from;
            var damaged = 0;
            foreach (var packet in Guarded(reader.Read(new MediaTime(from.Nanoseconds - shift))))
            {
                if (reader.DamagedPieces > damaged)
                {
                    // What follows leans on what is missing, up to the next keyframe.
                    damaged = reader.DamagedPieces;
                    run = new PacketRun(run.Stream, ClipGapReason.Gap) { Clock = run.Clock };
                }

                var placed = packet with
                {
                    Run = run,
                    Time = new MediaTime(packet.Time.Nanoseconds + shift),
                    DecodeTime = new MediaTime(packet.DecodeTime.Nanoseconds + shift),
                };
                if (placed.DecodeTime <= _decoded)
                {
                    placed.Dispose();
                    continue;
                }

                (_segment, _run, _decoded) = (segment, run, placed.DecodeTime);
                _end = placed.End > _end ? placed.End : _end;
                yield return placed;
            }
        }
    }

    /// <summary>Null where it cannot be read: retention may have been quicker, and a segment that has just begun has nothing whole yet.</summary>
    private static SegmentReader? Open(Segment segment)
    {
        try
        {
            return SegmentReader.Open(segment.Path);
        }
        catch (RecordingException)
        {
            return null;
        }
    }

    /// <summary>A file that ends in the middle of the reading ends there.</summary>
    private static IEnumerable<TimedPacket> Guarded(IEnumerable<TimedPacket> packets)
    {
        using var reading = packets.GetEnumerator();
        while (true)
        {
            try
            {
                if (!reading.MoveNext())
                {
                    yield break;
                }
            }
            catch (RecordingException)
            {
                yield break;
            }

            yield return reading.Current;
        }
    }

    /// <summary>Null where its header is damaged: its pictures are lost, those of the others are not.</summary>
    private PacketRun? TryEnter(Segment segment, SegmentReader reader)
    {
        try
        {
            return Enter(segment, reader);
        }
        catch (FFmpegException)
        {
            return null;
        }
    }

    /// <summary>Segments of one connection that follow each other make one run.</summary>
    private PacketRun Enter(Segment segment, SegmentReader reader)
    {
        if (_segment is not { } before || _run is not { } run)
        {
            return NewRun(segment, reader, ClipGapReason.NotRecorded);
        }

        var sameConnection = (segment.Connection, segment.BootId) == (before.Connection, before.BootId);
        if (segment.Path == before.Path || (sameConnection && StartOn(run, segment) - _end <= Loss))
        {
            return run;
        }

        var another = NewRun(
            segment,
            reader,
            sameConnection ? ClipGapReason.Gap
            : (segment.Codec, segment.Width, segment.Height) != (before.Codec, before.Width, before.Height) ? ClipGapReason.FormatChanged
            : ClipGapReason.Reconnect);

        // Times of another boot, or of a clock that was set between, may lie before those that were read.
        _decoded = new MediaTime(long.MinValue);
        _end = default;
        return another;
    }

    private PacketRun NewRun(Segment segment, SegmentReader reader, ClipGapReason before) => new(reader.Stream, before)
    {
        Clock = _byWallClock ? new SegmentClock(segment.BootId, ShiftOf(segment), segment.StartUtc.Synchronised) : null,
    };

    private MediaTime StartOf(Segment segment) => new(segment.Start.Nanoseconds + (_byWallClock ? ShiftOf(segment) : 0));

    private static MediaTime StartOn(PacketRun run, Segment segment) => new(segment.Start.Nanoseconds + (run.Clock?.ShiftNanoseconds ?? 0));

    private static long ShiftOf(Segment segment) => SegmentClock.Of(segment.StartUtc.Value).Nanoseconds - segment.Start.Nanoseconds;
}
