using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using Microsoft.Win32.SafeHandles;

namespace EdgeAgent.Recording.Segments;

/// <summary>Reads a segment's packets with their exact media times, also while it is being written. It holds no lock.</summary>
internal sealed class SegmentReader : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private VideoStream? _stream;
    private PacketRun? _run;

    private SegmentReader(string path, SafeFileHandle file, SegmentDescription description)
    {
        _path = path;
        _file = file;
        Description = description;
    }

    public SegmentDescription Description { get; }

    /// <summary>What a decoder or muxer must know. The stamps of the packets are media time in microseconds, so that segments can follow each other.</summary>
    /// <exception cref="FFmpegException">The header is damaged.</exception>
    public VideoStream Stream => _stream ??= OpenStream();

    /// <summary>Pieces that were left out because their bytes are not those that were written.</summary>
    public int DamagedPieces { get; private set; }

    /// <exception cref="RecordingException"><c>recording/unreadable</c>: the file is gone, no segment, or has no whole fragment yet.</exception>
    public static SegmentReader Open(string path)
    {
        try
        {
            var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (SegmentScan.Read(file) is { Description: { } description, Pieces.IsEmpty: false })
            {
                return new SegmentReader(path, file, description);
            }

            file.Dispose();
            throw RecordingProblems.UnreadableSegment(path, "it is no segment, or has no whole fragment", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RecordingProblems.UnreadableSegment(path, e.Message, e);
        }
    }

    /// <summary>
    /// The packets that are on disk, from the keyframe at or before <paramref name="from"/> (or the first) on, in decoding order. Whoever takes
    /// one disposes of it. Another call looks at the file again.
    /// </summary>
    /// <exception cref="RecordingException"><c>recording/unreadable</c></exception>
    public IEnumerable<TimedPacket> Read(MediaTime from)
    {
        var pieces = Guarded(() => SegmentScan.Read(_file)).Pieces;
        var first = pieces.Length - 1;
        while (first > 0 && !(pieces[first].Mark.FirstKeyframePts is { } keyframe && Description.TimeOf(keyframe) <= from))
        {
            first--;
        }

        var begun = false;
        for (var i = Math.Max(first, 0); i < pieces.Length; i++)
        {
            var (bytes, samples) = Guarded(() => ReadPiece(pieces[i]));
            var next = begun ? 0 : FirstOf(samples, from);
            begun |= next < samples.Count;
            for (; next < samples.Count; next++)
            {
                yield return ToPacket(bytes, samples[next]);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The last keyframe at or before, else the first there is.</summary>
    private int FirstOf(List<FragmentSample> samples, MediaTime from)
    {
        var before = samples.FindLastIndex(sample => sample.IsKeyframe && Description.TimeOf(sample.Pts) <= from);
        var first = before >= 0 ? before : samples.FindIndex(sample => sample.IsKeyframe);
        return first >= 0 ? first : samples.Count;
    }

    private (byte[] Bytes, List<FragmentSample> Samples) ReadPiece(SegmentPiece piece)
    {
        var bytes = SegmentScan.ReadBytes(_file, piece.Offset, piece.Mark.Bytes);
        if (bytes.Length == 0 || Crc32C.Of(bytes) != piece.Mark.Crc)
        {
            DamagedPieces++;
            return ([], []);
        }

        return (bytes, MovieFragment.Read(bytes));
    }

    private TimedPacket ToPacket(byte[] bytes, FragmentSample sample)
    {
        var (time, decodeTime) = (Description.TimeOf(sample.Pts), Description.TimeOf(sample.Dts));
        var packet = Packet.Create(bytes.AsSpan(sample.Offset, sample.Size), sample.IsKeyframe);
        packet.Pts = time.Nanoseconds / SegmentComposer.NanosecondsPerTick;
        packet.Dts = decodeTime.Nanoseconds / SegmentComposer.NanosecondsPerTick;
        packet.Duration = sample.Duration;
        return new TimedPacket(packet, _run ??= new PacketRun(Stream, ClipGapReason.Reconnect), time, decodeTime, new TimeSpan(sample.Duration * TimeSpan.TicksPerMicrosecond));
    }

    private VideoStream OpenStream()
    {
        using var demuxer = Demuxer.Open(
            new CaptureOptions { Url = Path.GetFullPath(_path) }.ToAddress(), new DemuxerOptions(), CancellationToken.None);
        return demuxer.Stream;
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RecordingProblems.UnreadableSegment(_path, e.Message, e);
        }
    }
}
