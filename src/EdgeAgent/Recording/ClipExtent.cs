using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>What the packets of one file cover so far.</summary>
internal sealed class ClipExtent
{
    private MediaTime? _start;
    private MediaTime _last;

    public MediaTime Start => _start ?? default;

    /// <summary>End of the picture that is shown last.</summary>
    public MediaTime End => _last + LastLength;

    /// <summary>For how long the picture is shown that is shown last.</summary>
    public TimeSpan LastLength { get; private set; }

    /// <summary>Everything so far is shown before this picture, so that a cut here leaves no hole.</summary>
    public bool IsNext(TimedPacket packet) => _start is null || packet.Time > _last;

    /// <summary>False for a picture that is shown before the first keyframe: it may lean on pictures that are not in the clip (open GOP), and none leans on it.</summary>
    public bool TryAdd(TimedPacket packet)
    {
        if (_start is null)
        {
            _start = packet.Time;
            _last = packet.Time;
            LastLength = packet.Duration;
            return true;
        }

        if (packet.Time < _start)
        {
            return false;
        }

        if (packet.Time > _last)
        {
            LastLength = packet.Duration > TimeSpan.Zero ? packet.Duration : packet.Time - _last;
            _last = packet.Time;
        }

        return true;
    }
}
