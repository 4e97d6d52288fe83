using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Recording;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Capture.Fuzzing;

/// <summary>What the agent does with a camera's stream, less the model: a ring, clips out of it, and every pixel looked at.</summary>
internal sealed class FuzzSink(string clipPath) : ICaptureSink, IDisposable
{
    private const int ClipFromPacket = 8;

    private readonly PacketRing _ring = new(TimeSpan.FromSeconds(10), 8 << 20);
    private Task<RecordedClip>? _clip;
    private int _packets;
    private MediaTime _last;

    /// <summary>So that nothing of the pictures is left unread.</summary>
    public long Sum { get; private set; }

    public void Connected(VideoStream stream) => _ring.Begin(stream);

    public void PacketRead(Packet packet, MediaTime time)
    {
        _ring.Add(packet, time);
        _last = time;
        if (++_packets == ClipFromPacket)
        {
            _clip = Record(time - TimeSpan.FromSeconds(5), time + TimeSpan.FromSeconds(0.5), clipPath);
        }
    }

    public bool WantsFrame(MediaTime time) => true;

    public void FrameDecoded(Frame frame)
    {
        using (frame)
        {
            Sum += Read(frame.Luma) + Read(frame.BlueDifference) + Read(frame.RedDifference);
        }
    }

    /// <summary>The clips of what came.</summary>
    public async Task FinishAsync()
    {
        _ring.End();
        if (_clip is not null)
        {
            await _clip;
            await Record(_last - TimeSpan.FromSeconds(1), _last, clipPath);
        }
    }

    public void Dispose()
    {
        _ring.End();
        ((IAsyncResult?)_clip)?.AsyncWaitHandle.WaitOne();
        _ring.Dispose();
        File.Delete(clipPath);
    }

    private static long Read(Plane plane)
    {
        long sum = 0;
        for (var y = 0; y < plane.Height; y++)
        {
            foreach (var pixel in plane.Row(y))
            {
                sum += pixel;
            }
        }

        return sum;
    }

    private Task<RecordedClip> Record(MediaTime start, MediaTime end, string path) =>
        new ClipRecorder(_ring, new ClipOptions(), new SystemMediaClock(TimeProvider.System), TimeProvider.System, NullLogger<ClipRecorder>.Instance)
            .RecordAsync(new ClipRequest(start, end, path), CancellationToken.None);
}
