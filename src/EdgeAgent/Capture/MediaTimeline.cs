using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

/// <summary>
/// Puts the packets of one connection on the media clock, and mends their time stamps so that what follows
/// (decoder, ring, clips) sees one timeline: none missing, none jumping.
/// </summary>
internal abstract class MediaTimeline(VideoStream stream)
{
    private const double UsualFrameRate = 25;

    private readonly long _pictureTicks =
        Math.Max(1, stream.TimeBase.FromNanoseconds((long)(1e9 / (stream.NominalFrameRate ?? UsualFrameRate))));

    private MediaTime _lastPicture = new(long.MinValue);

    protected Rational TimeBase { get; } = stream.TimeBase;

    /// <summary>DTS of the packet before this one, mended; null before the first.</summary>
    protected long? LastDts { get; private set; }

    /// <summary>Says when the packet is shown, and sets its time stamps.</summary>
    public MediaTime Stamp(Packet packet)
    {
        var (pts, dts) = Mend(packet);
        packet.Pts = pts;
        packet.Dts = dts;
        LastDts = dts;
        return Advance(pts);
    }

    /// <summary>The time of a decoded picture: that of its packet, but never before the picture before it.</summary>
    public MediaTime TimeOfPicture(long? pts)
    {
        if (PtsOfPicture(pts) is { } known && TimeOf(known) is var time && time > _lastPicture)
        {
            _lastPicture = time;
        }

        return _lastPicture;
    }

    /// <summary>Called once for every picture, in order of presentation.</summary>
    protected virtual long? PtsOfPicture(long? pts) => pts;

    /// <summary>The packet's time stamps on the mended timeline, in ticks.</summary>
    protected abstract (long Pts, long Dts) Mend(Packet packet);

    /// <summary>The time of a packet that was just read.</summary>
    protected abstract MediaTime Advance(long pts);

    /// <summary>The time of a packet that was read before.</summary>
    protected abstract MediaTime TimeOf(long pts);

    protected long Length(Packet packet) => packet.Duration > 0 ? packet.Duration : _pictureTicks;

    /// <summary>A DTS for a packet without one: one picture after the last; before the first, as early as B-frames need it.</summary>
    protected long MakeDts(Packet packet, long pts) => LastDts is { } last
        ? Math.Max(last, Math.Min(last + Length(packet), pts))
        : pts - (stream.ReorderDelay * Length(packet));
}
