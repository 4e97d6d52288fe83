using EdgeAgent.Capture.FFmpeg.Bindings;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>
/// Notices that a camera goes on in another size or profile within one connection: its keyframes bring other sequence parameter sets,
/// or JPEG pictures of another size. What was announced at the start no longer holds then.
/// </summary>
internal sealed class FormatWatch
{
    // nal_unit_type: ITU-T H.264, table 7-1; H.265, table 7-1.
    private const int H264Sequence = 7;
    private const int H264Picture = 8;
    private const int HevcVideo = 32;
    private const int HevcSequence = 33;
    private const int HevcPicture = 34;

    private byte[] _sequence;

    public FormatWatch(VideoStream stream)
    {
        Stream = stream;
        _sequence = SequenceOf(new AVCodecParametersView(stream.Parameters.DangerousGetHandle()).ExtraData);
    }

    /// <summary>What the packets are at present.</summary>
    public VideoStream Stream { get; private set; }

    /// <summary>Looks at a packet of a live stream; true where the stream is another one from this packet on.</summary>
    public bool HasChanged(Packet packet)
    {
        if (!packet.IsKeyframe || !IsOther(packet.Data) || Stream.Renewed(HeaderOf(packet.Data), packet) is not { } renewed)
        {
            return false;
        }

        Stream = renewed;
        _sequence = SequenceOf(packet.Data);
        return true;
    }

    private bool IsOther(ReadOnlySpan<byte> data)
    {
        if (Stream.Codec == "mjpeg")
        {
            return JpegHeader.SizeOf(data) is { } size && size != (Stream.Width, Stream.Height);
        }

        var units = new NalUnits(data, lengthSize: 0);
        while ((Stream.IsH264 || Stream.IsHevc) && units.MoveNext())
        {
            if (IsSequence(units.Unit))
            {
                // Where nothing was announced, the first that comes is what holds.
                _sequence = _sequence.Length > 0 ? _sequence : units.Unit.ToArray();
                return !units.Unit.SequenceEqual(_sequence);
            }
        }

        return false;
    }

    private byte[] SequenceOf(ReadOnlySpan<byte> header)
    {
        var units = new NalUnits(header, lengthSize: 0);
        while (units.MoveNext())
        {
            if (IsSequence(units.Unit))
            {
                return units.Unit.ToArray();
            }
        }

        return [];
    }

    private bool IsSequence(ReadOnlySpan<byte> unit) => TypeOf(unit) == (Stream.IsHevc ? HevcSequence : H264Sequence);

    private bool IsParameterSet(ReadOnlySpan<byte> unit) => Stream.IsHevc
        ? TypeOf(unit) is HevcVideo or HevcSequence or HevcPicture
        : TypeOf(unit) is H264Sequence or H264Picture;

    private int TypeOf(ReadOnlySpan<byte> unit) => unit.IsEmpty ? -1 : Stream.IsHevc ? (unit[0] >> 1) & 0x3F : unit[0] & 0x1F;

    private byte[] HeaderOf(ReadOnlySpan<byte> data)
    {
        List<byte> header = [];
        var units = new NalUnits(data, lengthSize: 0);
        while (Stream.Codec != "mjpeg" && units.MoveNext())
        {
            if (IsParameterSet(units.Unit))
            {
                header.AddRange([0, 0, 0, 1]);
                header.AddRange(units.Unit);
            }
        }

        return [.. header];
    }
}
