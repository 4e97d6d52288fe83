using System.Security.Cryptography;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>One file of a clip while it is written.</summary>
internal sealed class CutPart : IDisposable
{
    // What the index of an MP4 needs for one picture, generously: size, times, place.
    private const int IndexBytes = 64;

    private readonly Remuxer _remuxer;
    private readonly string _path;
    private long _groupBytes;
    private long _largestGroupBytes;

    private CutPart(string path, PacketRun run)
    {
        _path = path;
        Run = run;
        _remuxer = Remuxer.Create(path, run.Stream);
    }

    public PacketRun Run { get; }

    public ClipExtent Extent { get; } = new();

    public long SizeBytes { get; private set; }

    /// <exception cref="FFmpegException">The disk refuses.</exception>
    public static CutPart Begin(string path, PacketRun run) => new(path, run);

    /// <summary>A group of twice the largest so far still fits.</summary>
    public bool HasRoom(long maximumBytes) => SizeBytes + (2 * Math.Max(_largestGroupBytes, _groupBytes)) <= maximumBytes;

    /// <summary>The packet stays the caller's.</summary>
    public void Add(TimedPacket packet)
    {
        if (!Extent.TryAdd(packet))
        {
            return;
        }

        if (packet.Packet.IsKeyframe)
        {
            (_largestGroupBytes, _groupBytes) = (Math.Max(_largestGroupBytes, _groupBytes), 0);
        }

        var bytes = packet.Packet.SizeBytes + IndexBytes;
        (_groupBytes, SizeBytes) = (_groupBytes + bytes, SizeBytes + bytes);
        _remuxer.Write(packet.Packet);
    }

    /// <summary>Finishes the file, and hashes it while its pages are still in memory.</summary>
    public ClipPart Complete()
    {
        _remuxer.Complete();
        using var file = File.OpenRead(_path);
        return new ClipPart(
            _path,
            file.Length,
            Convert.ToHexStringLower(SHA256.HashData(file)),
            Run.Stream.Codec,
            Run.Stream.Width,
            Run.Stream.Height,
            Extent.End - Extent.Start)
        {
            Start = Run.Clock?.ToMedia(Extent.Start) ?? Extent.Start,
            BootId = Run.Clock?.BootId,
            StartUtc = Run.Clock is { } clock ? new UtcTime(SegmentClock.ToUtc(Extent.Start), clock.Synchronised) : null,
        };
    }

    public void Dispose() => _remuxer.Dispose();
}
