using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>What the packets of one file cover so far.</summary>
internal sealed class ClipExtent
{
    // So long, and longer, after a connection has begun its pictures may get times that are too late; what is less is rounding.
    private static readonly TimeSpan Healing = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(5);

    private MediaTime? _first;
    private long? _firstPts;
    private MediaTime _last;
    private TimeSpan _late;

    /// <summary>
    /// Of the first picture: by its stamp from the pictures after it, where the first of a connection came late (see "A camera's time" of
    /// Capture), so that a moment is as far into the file as it is after this.
    /// </summary>
    public MediaTime Start => (_first ?? default) - (_late >= Rounding ? _late : TimeSpan.Zero);

    /// <summary>End of the picture that is shown last.</summary>
    public MediaTime End => _last + LastLength;

    /// <summary>For how long the picture is shown that is shown last.</summary>
    public TimeSpan LastLength { get; private set; }

    /// <summary>Everything so far is shown before this picture, so that a cut here leaves no hole.</summary>
    public bool IsNext(TimedPacket packet) => _first is null || packet.Time > _last;

    /// <summary>False for a picture that is shown before the first keyframe: it may lean on pictures that are not in the clip (open GOP), and none leans on it.</summary>
    public bool TryAdd(TimedPacket packet)
    {
        if (_first is not { } first)
        {
            (_first, _firstPts) = (packet.Time, packet.Packet.Pts);
            _last = packet.Time;
            LastLength = packet.Duration;
            return true;
        }

        if (packet.Time < first)
        {
            return false;
        }

        if (packet.Time - first < Healing && packet.Packet.Pts - _firstPts is { } ticks)
        {
            var late = TimeSpan.FromTicks(packet.Run.Stream.TimeBase.ToNanoseconds(ticks) / 100) - (packet.Time - first);
            _late = late > _late ? late : _late;
        }

        if (packet.Time > _last)
        {
            LastLength = packet.Duration > TimeSpan.Zero ? packet.Duration : packet.Time - _last;
            _last = packet.Time;
        }

        return true;
    }
}
