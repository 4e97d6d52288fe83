using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

/// <summary>A recorded video: its first picture is at 0.</summary>
internal sealed class FileTimeline(VideoStream stream) : MediaTimeline(stream)
{
    private long? _firstPts = stream.StartPts;
    private long _shift;

    protected override (long Pts, long Dts) Mend(Packet packet)
    {
        // Stamps that begin again: joined recordings, or a counter that ran over.
        if (LastDts is { } last && packet.Dts is { } known && known + _shift < last)
        {
            _shift = last + Length(packet) - known;
        }

        // A stream without any stamps (raw H.264) shows one picture after the other.
        var pts = packet.Pts + _shift ?? packet.Dts + _shift ?? (LastDts + Length(packet)) ?? 0;
        var dts = packet.Dts + _shift ?? MakeDts(packet, pts);
        _firstPts ??= pts;
        return (pts, dts);
    }

    protected override MediaTime Advance(long pts) => TimeOf(pts);

    protected override MediaTime TimeOf(long pts) => new(Math.Max(0, TimeBase.ToNanoseconds(pts - _firstPts!.Value)));
}
