using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

/// <summary>
/// Puts the packets of one connection on the media clock, and mends their time stamps so that what follows
/// (decoder, ring, clips) sees one timeline: none missing, none jumping.
/// </summary>
internal abstract class MediaTimeline(VideoStream stream)
{
    // More than a decoder may hold back: 16 reference pictures and 16 threads.
    private const int Remembered = 64;

    private readonly (long Pts, MediaTime Time)[] _recent = new (long, MediaTime)[Remembered];
    private long _count;
    private MediaTime _lastPicture = new(long.MinValue);

    protected Rational TimeBase { get; } = stream.TimeBase;

    /// <summary>Length of a picture in ticks, for packets that do not say.</summary>
    protected long PictureTicks { get; } =
        Math.Max(1, stream.TimeBase.FromNanoseconds((long)(1e9 / (stream.NominalFrameRate ?? 25))));

    /// <summary>DTS of the packet before this one, mended; null before the first.</summary>
    protected long? LastDts { get; private set; }

    /// <summary>Says when the packet is shown, and sets its time stamps.</summary>
    public MediaTime Stamp(Packet packet)
    {
        var (pts, dts) = Mend(packet);
        packet.Pts = pts;
        packet.Dts = dts;
        LastDts = dts;
        var time = Map(pts);
        _recent[_count++ % Remembered] = (pts, time);
        return time;
    }

    /// <summary>The time of a decoded picture: that of its packet, but never before the picture before it.</summary>
    public MediaTime TimeOfPicture(long? pts)
    {
        var time = _lastPicture;
        for (var i = _count - 1; i >= Math.Max(0, _count - Remembered); i--)
        {
            var entry = _recent[i % Remembered];
            if (entry.Pts == pts)
            {
                time = entry.Time;
                break;
            }
        }

        return _lastPicture = time > _lastPicture ? time : _lastPicture;
    }

    /// <summary>The packet's time stamps on the mended timeline, in ticks.</summary>
    protected abstract (long Pts, long Dts) Mend(Packet packet);

    protected abstract MediaTime Map(long pts);
}
