using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Capture;

/// <summary>Rates of a stream by its own time stamps.</summary>
internal sealed class StreamMeasurement(Rational timeBase)
{
    private long? _first;
    private long _last;
    private long _lastBytes;
    private long _packets;
    private long _bytes;
    private long? _keyframe;
    private long _keyframeAt;

    /// <summary>From the first to the last packet.</summary>
    public TimeSpan Duration => new(timeBase.ToNanoseconds(_last - (_first ?? _last)) / 100);

    /// <summary>Intervals, not pictures, per second: 26 pictures in one second are 25.</summary>
    public double? FrameRate => Duration > TimeSpan.Zero ? (_packets - 1) / Duration.TotalSeconds : null;

    public double? BitsPerSecond => Duration > TimeSpan.Zero ? 8.0 * (_bytes - _lastBytes) / Duration.TotalSeconds : null;

    public int? KeyframeInterval { get; private set; }

    public double? KeyframeIntervalSeconds { get; private set; }

    public void Add(Packet packet)
    {
        // Decoding order grows steadily; where it is not said, there are no B-frames.
        var stamp = packet.Dts ?? packet.Pts ?? _last;
        _first ??= stamp;
        if (packet.IsKeyframe)
        {
            if (_keyframe is { } before && _packets - before > (KeyframeInterval ?? 0))
            {
                KeyframeInterval = (int)(_packets - before);
                KeyframeIntervalSeconds = timeBase.ToNanoseconds(stamp - _keyframeAt) / 1e9;
            }

            (_keyframe, _keyframeAt) = (_packets, stamp);
        }

        (_last, _lastBytes) = (Math.Max(stamp, _first.Value), packet.SizeBytes);
        _packets++;
        _bytes += packet.SizeBytes;
    }
}
