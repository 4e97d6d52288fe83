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
        var length = packet.Duration > 0 ? packet.Duration : PictureTicks;
        var raw = packet.Dts ?? packet.Pts;
        if (LastDts is { } last)
        {
            // Stamps that begin again: joined recordings, or a counter that ran over.
            if (raw is { } known && packet.Dts is not null && known + _shift < last)
            {
                _shift = last + length - known;
            }

            raw ??= last + length - _shift;
        }

        var pts = packet.Pts ?? raw ?? 0;
        _firstPts ??= pts;
        return (pts + _shift, (raw ?? pts) + _shift);
    }

    protected override MediaTime Map(long pts) => new(Math.Max(0, TimeBase.ToNanoseconds(pts - _firstPts!.Value)));
}
