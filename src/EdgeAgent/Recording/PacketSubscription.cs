using System.Threading.Channels;
using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Recording;

/// <summary>
/// One clip's own view of a ring: packets of the past, then the live ones, until the connection ends.
/// The queue is bounded in bytes; a reader that falls behind is told so, and never holds up the source.
/// </summary>
internal sealed class PacketSubscription(VideoStream stream, long maximumQueuedBytes, Action<PacketSubscription> unsubscribe) : IDisposable
{
    private readonly Channel<TimedPacket> _queue = Channel.CreateUnbounded<TimedPacket>(new UnboundedChannelOptions { SingleReader = true });
    private long _maximumQueuedBytes = maximumQueuedBytes;
    private long _queuedBytes;
    private int _overrun;

    public VideoStream Stream { get; } = stream;

    /// <summary>The queue was full: packets are missing after those that were read.</summary>
    public bool Overrun => Volatile.Read(ref _overrun) != 0;

    /// <summary>The next packet, which the caller disposes of; null at the end of the connection.</summary>
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
        if (!_queue.Reader.TryRead(out var packet))
        {
            return null;
        }

        Interlocked.Add(ref _queuedBytes, -packet.Packet.SizeBytes);
        return packet;
    }

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

    public void Complete() => _queue.Writer.TryComplete();

    public void Dispose()
    {
        unsubscribe(this);
        Complete();
        while (_queue.Reader.TryRead(out var packet))
        {
            packet.Dispose();
        }
    }
}
