using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>
/// The latest packets of one camera, from a keyframe on, bounded in time and bytes, and whoever follows them live.
/// Thread-safe: one source adds, any number of clips read.
/// </summary>
internal sealed class PacketRing : IDisposable
{
    // An event is known only after its picture was decoded, looked at and tracked: meanwhile the stream goes on.
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _duration;
    private readonly long _maximumBytes;
    private readonly Lock _lock = new();

    private readonly PacketPool _pool = new();
    private readonly Queue<TimedPacket> _packets = [];

    // Where the groups of pictures after the oldest begin; a group is a keyframe and what follows it up to the next.
    private readonly Queue<MediaTime> _laterGroups = [];
    private readonly HashSet<PacketSubscription> _subscriptions = [];
    private VideoStream? _stream;
    private long _bytes;
    private bool _ended = true;

    /// <param name="duration">At least this much is kept, where the bytes allow it.</param>
    /// <param name="maximumBytes">Never more than this.</param>
    public PacketRing(TimeSpan duration, long maximumBytes)
    {
        _duration = duration;
        _maximumBytes = maximumBytes;
    }

    public PacketRing(ClipOptions options)
        : this(TimeSpan.FromSeconds(options.PreSeconds) + Latency, options.RingMaximumBytes)
    {
    }

    /// <summary>What the packets in it weigh.</summary>
    public long SizeBytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>The picture that a clip of the past would begin with; null while there is none.</summary>
    public MediaTime? OldestTime
    {
        get
        {
            lock (_lock)
            {
                return _packets.TryPeek(out var oldest) ? oldest.Time : null;
            }
        }
    }

    /// <summary>A new connection: what the last one left is dropped, since its packets do not fit this stream.</summary>
    public void Begin(VideoStream stream)
    {
        lock (_lock)
        {
            End_NeedsLock();
            Clear_NeedsLock();
            _stream = stream;
            _ended = false;
        }
    }

    /// <summary>Shares its data; the packet stays the caller's. Packets before the first keyframe are of no use, and not kept.</summary>
    public void Add(Packet packet, MediaTime time)
    {
        lock (_lock)
        {
            if (_ended || _stream is null || (_packets.Count == 0 && !packet.IsKeyframe))
            {
                return;
            }

            var timed = TimedPacket.Create(_pool.Share(packet), time, _stream.TimeBase);
            if (packet.IsKeyframe && _packets.Count > 0)
            {
                _laterGroups.Enqueue(time);
            }

            _packets.Enqueue(timed);
            _bytes += packet.SizeBytes;
            foreach (var subscription in _subscriptions)
            {
                subscription.Add(timed.Share());
            }

            Trim_NeedsLock(timed.DecodeTime);
        }
    }

    /// <summary>The connection is over: clips that follow it end here. What is kept can still be asked for, until the next connection.</summary>
    public void End()
    {
        lock (_lock)
        {
            End_NeedsLock();
        }
    }

    /// <summary>
    /// The packets from the keyframe at or before <paramref name="start"/> (or the oldest there is) and all that follow;
    /// null where no connection was ever made.
    /// </summary>
    public PacketSubscription? Subscribe(MediaTime start, long maximumQueuedBytes)
    {
        lock (_lock)
        {
            if (_stream is null)
            {
                return null;
            }

            var subscription = new PacketSubscription(_stream, maximumQueuedBytes, Unsubscribe);
            foreach (var packet in _packets.Skip(FirstFor_NeedsLock(start)))
            {
                subscription.AddPast(packet.Share());
            }

            if (_ended)
            {
                subscription.Complete();
            }
            else
            {
                _subscriptions.Add(subscription);
            }

            return subscription;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            End_NeedsLock();
            Clear_NeedsLock();
            _pool.Dispose();
            _stream = null;
        }
    }

    private void Unsubscribe(PacketSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.Remove(subscription);
        }
    }

    /// <summary>Index of the keyframe at or before <paramref name="start"/>, or of the oldest.</summary>
    private int FirstFor_NeedsLock(MediaTime start)
    {
        var (first, index) = (0, 0);
        foreach (var packet in _packets)
        {
            first = packet.Packet.IsKeyframe && packet.Time <= start ? index : first;
            index++;
        }

        return first;
    }

    /// <summary>A group goes when the next one reaches back far enough, or when the bytes demand it; the last one goes only for bytes.</summary>
    private void Trim_NeedsLock(MediaTime now)
    {
        while (_bytes > _maximumBytes || (_laterGroups.TryPeek(out var next) && now - next >= _duration))
        {
            RemoveGroup_NeedsLock();
        }
    }

    private void RemoveGroup_NeedsLock()
    {
        do
        {
            var removed = _packets.Dequeue().Packet;
            _bytes -= removed.SizeBytes;
            _pool.Return(removed);
        }
        while (_packets.TryPeek(out var first) && !first.Packet.IsKeyframe);
        _laterGroups.TryDequeue(out _);
    }

    private void End_NeedsLock()
    {
        _ended = true;
        foreach (var subscription in _subscriptions)
        {
            subscription.Complete();
        }

        _subscriptions.Clear();
    }

    private void Clear_NeedsLock()
    {
        while (_packets.Count > 0)
        {
            RemoveGroup_NeedsLock();
        }
    }
}
