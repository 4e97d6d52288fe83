using System.Collections.Concurrent;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Recording.Segments;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Recording;

/// <summary>
/// Records one camera without a break: follows its packets through a queue of its own, so that the camera never waits for the disk, and writes
/// them as segments. While the disk refuses it keeps trying.
/// </summary>
internal sealed partial class SegmentRecorder(
    CameraId camera, PacketRing ring, RecordingStore store, RecordingState state, IMediaClock clock, TimeProvider time,
    ILogger<SegmentRecorder> logger) : IDisposable
{
    /// <summary>Packets that the disk has not taken yet: half a minute of a common camera.</summary>
    private const long QueueBytes = 16L << 20;

    /// <summary>Connections that may wait for the disk, each with a queue of its own: a camera that flaps must not take all memory.</summary>
    private const int MostWaiting = 3;

    /// <summary>The rest is for the way from the camera and for the disk.</summary>
    private const double ShareOfFragment = 0.9;

    // Pictures shown out of order leave less between two segments of one connection.
    private static readonly TimeSpan SmallestLoss = TimeSpan.FromSeconds(0.5);

    private readonly TimeSpan _segment = TimeSpan.FromSeconds(store.Options.SegmentSeconds);
    private readonly TimeSpan _fragment = TimeSpan.FromSeconds(store.Options.FragmentSeconds * ShareOfFragment);
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly PatientDisk _disk = new(camera, store.Space, state, time, logger);

    // Connections that nobody has begun to record, because the disk still has to do with an earlier one.
    private readonly ConcurrentQueue<Followed> _waiting = [];
    private bool _dropped;

    // Owned by the running stage: how far the present connection is on disk, or known to be lost.
    private Followed? _current;
    private MediaTime? _covered;
    private MediaTime? _resumeAt;
    private long _pendingSince;

    public RecordingState State => state;

    /// <summary>A new connection has begun in the ring. Called by the source, before the first packet, and returns at once.</summary>
    public void Connected()
    {
        if (ring.SubscribeToConnection(new MediaTime(long.MaxValue), QueueBytes) is { } subscription)
        {
            _waiting.Enqueue(new Followed(Guid.NewGuid(), subscription));
            if (_waiting.Count > MostWaiting && _waiting.TryDequeue(out var oldest))
            {
                oldest.Packets.Dispose();
                Volatile.Write(ref _dropped, true);
            }

            _arrived.Release();
        }
    }

    /// <summary>Runs until it is cancelled; then what is there goes to disk, and what the ring still has of a queue that ran over.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // After a fault of this stage, or a queue that ran over, the same connection goes on from what the ring still has.
            var followed = _waiting.TryDequeue(out var next) ? next : Again();
            if (followed is null)
            {
                await _arrived.WaitAsync(cancellationToken);
                continue;
            }

            _resumeAt = followed.Connection == _current?.Connection ? _covered : null;
            if (!Interlocked.Exchange(ref _dropped, false) && _current is null && state.Fault is null)
            {
                // All before is on disk: the camera itself was away.
                _covered = null;
            }

            _current = followed;
            using (followed.Packets)
            {
                await RecordAsync(followed, cancellationToken);
            }

            if (!followed.Packets.Overrun)
            {
                _current = null;
            }
        }
    }

    public void Dispose()
    {
        while (_waiting.TryDequeue(out var followed))
        {
            followed.Packets.Dispose();
        }

        _arrived.Dispose();
    }

    private Followed? Again()
    {
        if (_current is not { } current || ring.SubscribeToConnection(_covered ?? new MediaTime(long.MaxValue), QueueBytes) is not { } subscription)
        {
            return null;
        }

        if (subscription.Stream == current.Packets.Stream)
        {
            return current with { Packets = subscription };
        }

        // The next connection has begun, and is just about to be announced.
        subscription.Dispose();
        _current = null;
        return null;
    }

    private async Task RecordAsync(Followed followed, CancellationToken cancellationToken)
    {
        var plan = new SegmentPlan(store.Root, camera, followed.Connection, _fragment);
        SegmentWriter? writer = null;
        try
        {
            while (await NextAsync(followed.Packets, writer, cancellationToken) is { } packet)
            {
                if (writer is null && (!packet.Packet.IsKeyframe || packet.Time < _resumeAt))
                {
                    packet.Dispose();
                    continue;
                }

                if (packet.Packet.IsKeyframe && writer is not null && packet.Time - writer.Segment.Start >= _segment)
                {
                    await FinishAsync(writer, packet.DecodeTime, followed.Packets, cancellationToken);
                    writer.Dispose();
                    writer = null;
                }

                writer ??= Begin(plan, followed.Packets.Stream, packet);
                _pendingSince = writer.HasPending ? _pendingSince : time.GetTimestamp();
                writer.Add(packet);
                if (writer.HasBlock)
                {
                    // This packet alone waits from here on.
                    _pendingSince = time.GetTimestamp();
                    if (!await WriteAsync(writer, followed.Packets, cancellationToken))
                    {
                        return;
                    }
                }
            }

            if (writer is not null)
            {
                await FinishAsync(writer, next: null, followed.Packets, cancellationToken);
            }
        }
        finally
        {
            writer?.Dispose();
        }
    }

    private SegmentWriter Begin(SegmentPlan plan, VideoStream stream, TimedPacket packet)
    {
        if (_covered is { } covered && packet.Time - covered is var lost && lost > SmallestLoss)
        {
            state.CountLost(lost);
            Log.Lost(logger, camera, lost.TotalSeconds);
        }

        _covered = packet.Time;
        return new SegmentWriter(plan, stream, packet, clock, store.Disk, store.Index);
    }

    /// <summary>The next packet; null at the end of the connection, or when it is told to stop and the queue is empty. What waits too long is written meanwhile.</summary>
    private async ValueTask<TimedPacket?> NextAsync(PacketSubscription packets, SegmentWriter? writer, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (packets.TryRead() is { } here)
            {
                return here;
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return null;
            }

            var patience = writer is { HasPending: true } ? _fragment - time.GetElapsedTime(_pendingSince) : Timeout.InfiniteTimeSpan;
            if (patience <= TimeSpan.Zero && patience != Timeout.InfiniteTimeSpan)
            {
                writer!.Flush(next: null);
                if (!await WriteAsync(writer, packets, cancellationToken))
                {
                    return null;
                }

                continue;
            }

            using var waited = new CancellationTokenSource(patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(waited.Token, cancellationToken);
            try
            {
                return await packets.ReadAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                // Either may have a reason to write.
            }
        }
    }

    private async Task FinishAsync(SegmentWriter writer, MediaTime? next, PacketSubscription packets, CancellationToken cancellationToken)
    {
        writer.Flush(next);
        if (await WriteAsync(writer, packets, cancellationToken))
        {
            await _disk.TryAsync(writer.Seal, writer.Segment.Path, packets, cancellationToken);
        }
    }

    private async Task<bool> WriteAsync(SegmentWriter writer, PacketSubscription packets, CancellationToken cancellationToken)
    {
        var before = writer.Segment.SizeBytes;
        if (!await _disk.TryAsync(writer.Write, writer.Segment.Path, packets, cancellationToken))
        {
            return false;
        }

        state.CountWritten(writer.Segment.SizeBytes - before);
        _covered = writer.Segment.End;
        return true;
    }

    /// <summary>One connection, and the packets of it.</summary>
    private sealed record Followed(Guid Connection, PacketSubscription Packets);

    private static partial class Log
    {
        [LoggerMessage(1132, LogLevel.Error, "{Camera}: {Seconds:0.0} s are not on disk")]
        public static partial void Lost(ILogger logger, CameraId camera, double seconds);
    }
}
