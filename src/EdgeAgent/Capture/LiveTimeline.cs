using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

/// <summary>
/// A camera: its own clock, laid onto ours at the first packet and held there. See "Why" in the README.
/// </summary>
internal sealed class LiveTimeline(VideoStream stream, IMediaClock clock) : MediaTimeline(stream)
{
    private const long JumpNanoseconds = 2_000_000_000;

    // Follows a camera clock that is slow by up to 100 parts per million; crystals are better than that.
    private const long DriftDivisor = 10_000;

    private long _shift;
    private long _offset;
    private MediaTime _lastArrival;

    /// <summary>How often the camera's clock jumped.</summary>
    public int Jumps { get; private set; }

    protected override (long Pts, long Dts) Mend(Packet packet)
    {
        var arrival = clock.Now;
        if (LastDts is not { } last)
        {
            var first = packet.Pts ?? packet.Dts ?? 0;
            _offset = arrival.Nanoseconds - TimeBase.ToNanoseconds(first);
            _lastArrival = arrival;
            return (first, packet.Dts ?? first);
        }

        var elapsed = arrival.Nanoseconds - _lastArrival.Nanoseconds;
        _lastArrival = arrival;
        var elapsedTicks = Math.Max(1, TimeBase.FromNanoseconds(elapsed));
        if ((packet.Dts ?? packet.Pts) is not { } raw)
        {
            return (last + elapsedTicks, last + elapsedTicks);
        }

        var step = TimeBase.ToNanoseconds(raw + _shift - last);
        if (step > elapsed + JumpNanoseconds || step < (packet.Dts is null ? -JumpNanoseconds : 0))
        {
            _shift = last + elapsedTicks - raw;
            step = elapsed;
            Jumps++;
        }

        var pts = (packet.Pts ?? raw) + _shift;
        Hold(arrival.Nanoseconds - TimeBase.ToNanoseconds(pts), elapsed, step);
        return (pts, raw + _shift);
    }

    protected override MediaTime Map(long pts) => new(_offset + TimeBase.ToNanoseconds(pts));

    /// <summary>
    /// A picture cannot arrive before it was taken, so the smallest difference between arrival and stamp is the truest.
    /// It is approached at no more than half the speed of the stream, so that time always goes on.
    /// </summary>
    private void Hold(long difference, long elapsed, long step) => _offset += difference < _offset
        ? -Math.Min(_offset - difference, Math.Max(0, step) / 2)
        : Math.Min(difference - _offset, Math.Max(0, elapsed) / DriftDivisor);
}
