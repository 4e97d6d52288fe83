using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>
/// The latest packets of one camera over all its connections, from a keyframe on, bounded in time and bytes, and whoever follows them
/// live. Thread-safe: one source adds, any number of clips read.
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
    private PacketRun? _run;
    private MediaTime? _newest;
    private long _bytes;
    private bool _connected;
    private bool _begun;
    private bool _closed;

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

    /// <summary>The packet that came last; null before the first.</summary>
    public MediaTime? NewestTime
    {
        get
        {
            lock (_lock)
            {
                return _newest;
            }
        }
    }

    /// <summary>A new connection, or a new format within one. What came before stays: it goes into files of its own.</summary>
    public void Begin(VideoStream stream)
    {
        lock (_lock)
        {
            _run = new PacketRun(stream, _connected || (_run is { } before && !IsSameFormat(before.Stream, stream))
                ? ClipGapReason.FormatChanged
                : ClipGapReason.Reconnect);
            EndConnection_NeedsLock();
            _connected = true;
            _begun = false;
        }
    }

    /// <summary>Shares its data; the packet stays the caller's. Packets before the first keyframe of a run are of no use, and not kept.</summary>
    public void Add(Packet packet, MediaTime time)
    {
        lock (_lock)
        {
            if (!_connected || _run is null || (!_begun && !packet.IsKeyframe))
            {
                return;
            }

            if (!_begun)
            {
                _begun = true;
                DropAnotherClock_NeedsLock(time);
            }

            var timed = TimedPacket.Create(packet, _run, time);
            _newest = time;
            foreach (var subscription in _subscriptions)
            {
                subscription.Add(timed.Share());
            }

            if (packet.IsKeyframe || _packets.Count > 0)
            {
                Keep_NeedsLock(timed);
            }
        }
    }

    /// <summary>The connection is over. What is kept can still be asked for, and clips that follow wait for the next one.</summary>
    public void End()
    {
        lock (_lock)
        {
            _connected = false;
            EndConnection_NeedsLock();
            foreach (var subscription in _subscriptions)
            {
                subscription.Pause();
            }
        }
    }

    /// <summary>The camera is given up: nobody waits for it any longer.</summary>
    public void Close()
    {
        lock (_lock)
        {
            Close_NeedsLock();
        }
    }

    /// <summary>
    /// The packets from the keyframe on whose pictures show <paramref name="start"/> (or the oldest there is) and all that follow;
    /// null where no connection was ever made.
    /// </summary>
    public PacketSubscription? Subscribe(MediaTime start, long maximumQueuedBytes)
    {
        lock (_lock)
        {
            if (_run is null)
            {
                return null;
            }

            var subscription = new PacketSubscription(_run, endsWithConnection: false, maximumQueuedBytes, Unsubscribe);
            AddPast_NeedsLock(subscription, _packets, start);
            if (_closed)
            {
                subscription.Complete();
                return subscription;
            }

            _subscriptions.Add(subscription);
            if (!_connected)
            {
                subscription.Pause();
            }

            return subscription;
        }
    }

    /// <summary>The same of the present connection only (or the last one): it ends with it, or with its format.</summary>
    public PacketSubscription? SubscribeToConnection(MediaTime start, long maximumQueuedBytes)
    {
        lock (_lock)
        {
            if (_run is not { } run)
            {
                return null;
            }

            var subscription = new PacketSubscription(run, endsWithConnection: true, maximumQueuedBytes, Unsubscribe);
            AddPast_NeedsLock(subscription, _packets.Where(packet => packet.Run == run), start);
            if (_connected && !_closed)
            {
                _subscriptions.Add(subscription);
            }
            else
            {
                subscription.Complete();
            }

            return subscription;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            Close_NeedsLock();
            Clear_NeedsLock();
            _pool.Dispose();
            _run = null;
        }
    }

    private static bool IsSameFormat(VideoStream a, VideoStream b) => (a.Codec, a.Width, a.Height) == (b.Codec, b.Width, b.Height);

    private void Unsubscribe(PacketSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.Remove(subscription);
        }
    }

    private void Keep_NeedsLock(TimedPacket timed)
    {
        if (timed.Packet.IsKeyframe && _packets.Count > 0)
        {
            _laterGroups.Enqueue(timed.Time);
        }

        _packets.Enqueue(timed with { Packet = _pool.Share(timed.Packet) });
        _bytes += timed.Packet.SizeBytes;
        Trim_NeedsLock(timed.DecodeTime);
    }

    private static void AddPast_NeedsLock(PacketSubscription subscription, IEnumerable<TimedPacket> packets, MediaTime start)
    {
        foreach (var packet in packets.Skip(FirstFor_NeedsLock(packets, start)))
        {
            subscription.AddPast(packet.Share());
        }
    }

    /// <summary>Index of the keyframe to begin with for <paramref name="start"/>: none of a run that was over by then.</summary>
    private static int FirstFor_NeedsLock(IEnumerable<TimedPacket> packets, MediaTime start)
    {
        var (first, index) = (0, 0);
        PacketRun? run = null;
        MediaTime end = default;
        foreach (var packet in packets)
        {
            var over = run != packet.Run && end <= start;
            if (packet.Packet.IsKeyframe && (packet.Time <= start || (index > 0 && over)))
            {
                first = index;
            }

            end = run == packet.Run && end > packet.End ? end : packet.End;
            run = packet.Run;
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

    /// <summary>A file that is played again begins again: its times do not follow those that are kept, and would never let them go.</summary>
    private void DropAnotherClock_NeedsLock(MediaTime begin)
    {
        if (_newest - begin > _duration)
        {
            Clear_NeedsLock();
        }
    }

    private void EndConnection_NeedsLock() => _subscriptions.RemoveWhere(subscription =>
    {
        if (subscription.EndsWithConnection)
        {
            subscription.Complete();
        }

        return subscription.EndsWithConnection;
    });

    private void Close_NeedsLock()
    {
        _connected = false;
        _closed = true;
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
