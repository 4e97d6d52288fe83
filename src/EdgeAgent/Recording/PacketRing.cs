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

    // Groups of pictures, each from one keyframe to before the next.
    private readonly LinkedList<List<TimedPacket>> _groups = [];
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
                return _groups.First?.Value[0].Time;
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

    /// <summary>Keeps a clone; the packet stays the caller's. Packets before the first keyframe are of no use, and not kept.</summary>
    public void Add(Packet packet, MediaTime time)
    {
        lock (_lock)
        {
            if (_ended || _stream is null || (_groups.Count == 0 && !packet.IsKeyframe))
            {
                return;
            }

            var timed = Time(packet.Clone(), time, _stream.TimeBase);
            if (packet.IsKeyframe)
            {
                _groups.AddLast([]);
            }

            _groups.Last!.Value.Add(timed);
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
            var first = _groups.Last;
            while (first?.Previous is { } previous && first.Value[0].Time > start)
            {
                first = previous;
            }

            for (var group = first; group is not null; group = group.Next)
            {
                foreach (var packet in group.Value)
                {
                    subscription.AddPast(packet.Share());
                }
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
            _stream = null;
        }
    }

    private static TimedPacket Time(Packet packet, MediaTime time, Rational timeBase)
    {
        var delay = packet.Pts is { } pts && packet.Dts is { } dts ? timeBase.ToNanoseconds(pts - dts) : 0;
        return new TimedPacket(
            packet, time, new MediaTime(time.Nanoseconds - delay), new TimeSpan(timeBase.ToNanoseconds(packet.Duration) / 100));
    }

    private void Unsubscribe(PacketSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.Remove(subscription);
        }
    }

    /// <summary>A group goes when the next one reaches back far enough, or when the bytes demand it; the last one goes only for bytes.</summary>
    private void Trim_NeedsLock(MediaTime now)
    {
        while (_groups.First is { } first)
        {
            var enough = first.Next is { } next && now - next.Value[0].Time >= _duration;
            if (!enough && _bytes <= _maximumBytes)
            {
                return;
            }

            _groups.RemoveFirst();
            Free_NeedsLock(first.Value);
        }
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
        foreach (var group in _groups)
        {
            Free_NeedsLock(group);
        }

        _groups.Clear();
    }

    private void Free_NeedsLock(List<TimedPacket> group)
    {
        foreach (var packet in group)
        {
            _bytes -= packet.Packet.SizeBytes;
            packet.Dispose();
        }
    }
}
