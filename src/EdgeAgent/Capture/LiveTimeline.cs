using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

/// <summary>
/// A camera: its own clock, laid onto ours at the first packet and held there. See "Why" in the README.
/// </summary>
internal sealed class LiveTimeline(VideoStream stream, IMediaClock clock) : MediaTimeline(stream)
{
    // More than a decoder may hold back: 16 reference pictures and 16 threads.
    private const int Remembered = 64;

    private const long JumpNanoseconds = 2_000_000_000;

    // Follows a camera clock that is slow by up to 100 parts per million; crystals are better than that.
    private const long DriftDivisor = 10_000;

    // The pictures that were the latest to be shown when they came: all but B-frames, which lie between two of them.
    private readonly (long Pts, long Nanoseconds)[] _references = new (long, long)[Remembered];
    private long _referenceCount;
    private long _arrival;
    private long _shift;
    private (long? Pts, long? Dts)? _raw;

    /// <summary>How often the camera's clock jumped.</summary>
    public int Jumps { get; private set; }

    /// <summary>When the last packet came.</summary>
    public MediaTime Arrival => new(_arrival);

    /// <summary>When the last picture is shown by its stamp alone, from an arbitrary start: only differences mean something.</summary>
    public MediaTime StampTime => _referenceCount == 0 ? default : new(TimeBase.ToNanoseconds(Reference(_referenceCount - 1).Pts));

    /// <summary>The stamps say only in which order pictures are shown: a picture is shown when it comes.</summary>
    public bool FollowsArrival { get; set; }

    /// <summary>By how much the last packet came after the time at which it is shown.</summary>
    public TimeSpan Lateness => _referenceCount == 0 ? TimeSpan.Zero : new MediaTime(_arrival) - new MediaTime(Reference(_referenceCount - 1).Nanoseconds);

    protected override (long Pts, long Dts) Mend(Packet packet)
    {
        var before = _arrival;
        _arrival = clock.Now.Nanoseconds;
        var knownDts = DtsOf(packet);
        var isRepeated = _raw == (packet.Pts, packet.Dts);
        _raw = (packet.Pts, packet.Dts);
        if (LastDts is not { } last)
        {
            // FFmpeg leaves the very first RTP packet of some streams without a stamp; RTP begins at 0 there.
            var first = packet.Pts ?? packet.Dts ?? 0;
            return (first, knownDts ?? MakeDts(packet, first));
        }

        var elapsed = _arrival - before;
        var elapsedTicks = Math.Max(1, TimeBase.FromNanoseconds(elapsed));
        if ((knownDts ?? packet.Pts) is not { } raw || isRepeated)
        {
            // No stamp, or the same for every picture: what is known of its time is when it came.
            return (last + elapsedTicks, last + elapsedTicks);
        }

        var step = TimeBase.ToNanoseconds(raw + _shift - last);
        if (step > elapsed + JumpNanoseconds || step < (knownDts is null ? -JumpNanoseconds : 0))
        {
            _shift = last + elapsedTicks - raw;
            Jumps++;
        }

        var pts = (packet.Pts ?? raw) + _shift;
        var dts = knownDts + _shift ?? MakeDts(packet, pts);
        return (knownDts == packet.Dts ? pts : Math.Max(pts, dts), dts);
    }

    // FFmpeg makes the DTS out of the pictures before: with B-frames, that of the first few packets after a jump is still an old one.
    private long? DtsOf(Packet packet) =>
        packet.Dts is { } dts && packet.Pts is { } pts && Math.Abs((double)pts - dts) > TimeBase.FromNanoseconds(JumpNanoseconds) ? null : packet.Dts;

    /// <summary>
    /// Time goes on by the stream's own step. A picture cannot arrive before it was taken: while it seems to, time goes at half speed;
    /// while it arrives late, which is the network or a slow clock, time goes faster by the drift of a clock, unless the stamps are no clock.
    /// </summary>
    protected override MediaTime Advance(long pts)
    {
        if (_referenceCount == 0)
        {
            Remember(pts, _arrival);
        }
        else if (Reference(_referenceCount - 1) is var latest && pts > latest.Pts)
        {
            var step = TimeBase.ToNanoseconds(pts - latest.Pts);
            var early = latest.Nanoseconds + step - _arrival;
            var correction = early > 0 ? -Math.Min(early, step / 2) : FollowsArrival ? -early : Math.Min(-early, step / DriftDivisor);
            Remember(pts, latest.Nanoseconds + step + correction);
        }

        return TimeOf(pts);
    }

    protected override MediaTime TimeOf(long pts)
    {
        var oldest = Math.Max(0, _referenceCount - Remembered);
        var after = _referenceCount - 1;
        for (var i = _referenceCount - 1; i >= oldest; i--)
        {
            var (at, nanoseconds) = Reference(i);
            if (at <= pts)
            {
                var (next, nextNanoseconds) = Reference(after);
                return new MediaTime(after == i
                    ? nanoseconds + TimeBase.ToNanoseconds(pts - at)
                    : nanoseconds + (long)((Int128)(nextNanoseconds - nanoseconds) * (pts - at) / (next - at)));
            }

            after = i;
        }

        var first = Reference(oldest);
        return new MediaTime(first.Nanoseconds - TimeBase.ToNanoseconds(first.Pts - pts));
    }

    private (long Pts, long Nanoseconds) Reference(long index) => _references[index % Remembered];

    private void Remember(long pts, long nanoseconds) => _references[_referenceCount++ % Remembered] = (pts, nanoseconds);
}
