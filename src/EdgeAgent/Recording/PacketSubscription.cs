using System.Threading.Channels;
using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Recording;

/// <summary>
/// One reader's own view of a ring: packets of the past, then the live ones, over as many connections as the camera makes, or of one only.
/// The queue is bounded in bytes; a reader that falls behind is told so, and never holds up the source.
/// </summary>
internal sealed class PacketSubscription(
    PacketRun run, bool endsWithConnection, long maximumQueuedBytes, Action<PacketSubscription> unsubscribe) : IDisposable
{
    private readonly Channel<TimedPacket> _queue = Channel.CreateUnbounded<TimedPacket>(new UnboundedChannelOptions { SingleReader = true });
    private long _maximumQueuedBytes = maximumQueuedBytes;
    private long _queuedBytes;
    private int _overrun;

    /// <summary>What the camera sent when this was made.</summary>
    public VideoStream Stream => run.Stream;

    public bool EndsWithConnection => endsWithConnection;

    /// <summary>The queue was full: packets are missing after those that were read.</summary>
    public bool Overrun => Volatile.Read(ref _overrun) != 0;

    /// <summary>The camera was connected after the packet that was read last.</summary>
    public bool IsConnected { get; private set; } = true;

    /// <summary>Nothing more will come, ever.</summary>
    public bool IsOver => _queue.Reader.Completion.IsCompleted;

    /// <summary>The next packet, which the caller disposes of; null when nothing more will come.</summary>
    public async ValueTask<TimedPacket?> ReadAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (TryRead() is { } packet)
            {
                return packet;
            }
        }
        while (await _queue.Reader.WaitToReadAsync(cancellationToken));

        return null;
    }

    /// <summary>The next packet that is here already, which the caller disposes of.</summary>
    public TimedPacket? TryRead()
    {
        while (_queue.Reader.TryRead(out var packet))
        {
            IsConnected = packet.Packet is not null;
            if (packet.Packet is { } data)
            {
                Interlocked.Add(ref _queuedBytes, -data.SizeBytes);
                return packet;
            }
        }

        return null;
    }

    /// <summary>Completes when there is something to read, when the connection is over, or when nothing more will come.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _queue.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes over a packet that was in the ring already; the reader is not behind because of it.</summary>
    public void AddPast(TimedPacket packet)
    {
        _maximumQueuedBytes += packet.Packet.SizeBytes;
        Add(packet);
    }

    /// <summary>Takes over the packet.</summary>
    public void Add(TimedPacket packet)
    {
        var queued = Interlocked.Add(ref _queuedBytes, packet.Packet.SizeBytes);
        if (queued > _maximumQueuedBytes)
        {
            Volatile.Write(ref _overrun, 1);
            Complete();
        }

        if (!_queue.Writer.TryWrite(packet))
        {
            packet.Dispose();
        }
    }

    /// <summary>The connection is over; another may follow. Its mark in the queue is a packet without data.</summary>
    public void Pause() => _queue.Writer.TryWrite(default);

    public void Complete() => _queue.Writer.TryComplete();

    public void Dispose()
    {
        unsubscribe(this);
        Complete();
        while (_queue.Reader.TryRead(out var packet))
        {
            packet.Packet?.Dispose();
        }
    }
}
