using System.Security.Cryptography;
using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Parts;

/// <summary>Keeps what a source hands on, and lets a test wait for a number of frames.</summary>
internal sealed class CollectingSink : ICaptureSink
{
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public VideoStream? Stream { get; private set; }

    public List<(MediaTime Time, long Pts, long Dts, bool IsKeyframe)> Packets { get; } = [];

    public List<(MediaTime Time, string Hash)> Frames { get; } = [];

    public Func<MediaTime, bool> Wants { get; init; } = _ => true;

    public Action<Packet, MediaTime>? OnPacket { get; init; }

    public Task FramesReached(int count)
    {
        lock (_lock)
        {
            if (Frames.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task;
        }
    }

    public void Connected(VideoStream stream) => Stream = stream;

    public void PacketRead(Packet packet, MediaTime time)
    {
        Packets.Add((time, packet.Pts!.Value, packet.Dts!.Value, packet.IsKeyframe));
        OnPacket?.Invoke(packet, time);
    }

    public bool WantsFrame(MediaTime time) => Wants(time);

    public void FrameDecoded(Frame frame)
    {
        using (frame)
        {
            var hash = Hash(frame);
            lock (_lock)
            {
                Frames.Add((frame.Time, hash));
                foreach (var (_, reached) in _waiting.Where(w => w.Count <= Frames.Count))
                {
                    reached.TrySetResult();
                }
            }
        }
    }

    /// <summary>The MD5 that FFmpeg's framehash gives a planar picture: its planes without padding.</summary>
    public static string Hash(Frame frame)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        Append(frame.Luma);
        Append(frame.BlueDifference);
        Append(frame.RedDifference);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(Plane plane)
        {
            for (var y = 0; y < plane.Height; y++)
            {
                hash.AppendData(plane.Row(y));
            }
        }
    }
}
