using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

/// <summary>A recorded video: its first picture is at 0.</summary>
internal sealed class FileTimeline(VideoStream stream) : MediaTimeline(stream)
{
    private long? _firstPts = stream.StartPts;
    private long _shift;

    // A stream without any stamps (raw H.264 and H.265) shows one picture after the other, in the order that the decoder finds.
    private bool _unstamped = true;
    private long _length;
    private long _shown;

    protected override (long Pts, long Dts) Mend(Packet packet)
    {
        // Stamps that begin again: joined recordings, or a counter that ran over.
        if (LastDts is { } last && packet.Dts is { } known && known + _shift < last)
        {
            _shift = last + Length(packet) - known;
        }

        _unstamped &= packet.Pts is null && packet.Dts is null;
        _length = Length(packet);
        var pts = packet.Pts + _shift ?? packet.Dts + _shift ?? (LastDts + _length) ?? 0;
        var dts = packet.Dts + _shift ?? MakeDts(packet, pts);
        _firstPts ??= pts;
        return (pts, dts);
    }

    protected override long? PtsOfPicture(long? pts) => _unstamped ? _shown++ * _length : pts;

    protected override MediaTime Advance(long pts) => TimeOf(pts);

    protected override MediaTime TimeOf(long pts) => new(Math.Max(0, TimeBase.ToNanoseconds(pts - _firstPts!.Value)));
}
