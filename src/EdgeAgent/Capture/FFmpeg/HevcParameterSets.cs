using System.Buffers;
using EdgeAgent.Capture.FFmpeg.Bindings;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>The parameter sets that the header of an H.265 stream holds, and packets without those that they repeat.</summary>
internal sealed class HevcParameterSets
{
    // NAL unit types (ITU-T H.265, table 7-1).
    private const int Video = 32;
    private const int Sequence = 33;
    private const int Picture = 34;

    // An HEVCDecoderConfigurationRecord begins with its version; a start code with a zero (ISO/IEC 14496-15, 8.3.3.1.2).
    private const int RecordVersion = 1;
    private const int RecordHeaderSize = 23;

    private readonly List<byte[]> _sets = [];
    private readonly int _lengthSize;

    // Until a packet brings another one: from there on even those of the header must be repeated to hold again.
    private bool _headerHolds = true;

    private HevcParameterSets(ReadOnlySpan<byte> header)
    {
        if (header.Length >= RecordHeaderSize && header[0] == RecordVersion)
        {
            _lengthSize = (header[21] & 3) + 1;
            ReadRecord(header);
        }
        else
        {
            Read(new NalUnits(header, lengthSize: 0));
        }
    }

    /// <exception cref="FFmpegException"><c>video/undecodable</c>: it is not to be shown to a muxer.</exception>
    public static void RequireWhole(ReadOnlySpan<byte> header)
    {
        if (!IsWhole(header))
        {
            throw new FFmpegException(new Domain.Problem(
                "video/undecodable",
                "the header of the H.265 stream is broken (SPS)",
                "it is tried again by itself; if it happens often, check the network to the camera, or set the camera to H.264"));
        }
    }

    /// <summary>False where a muxer would not find the end of what it reads in it.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> header) =>
        !new HevcParameterSets(header)._sets.Exists(set => TypeOf(set) == Sequence && !HevcSequenceHeader.IsWhole(set));

    /// <summary>Null where the stream is not H.265, or leaves it to its packets to bring one of the three.</summary>
    public static HevcParameterSets? OfHeader(VideoStream stream)
    {
        if (!stream.IsHevc)
        {
            return null;
        }

        var sets = new HevcParameterSets(new AVCodecParametersView(stream.Parameters.DangerousGetHandle()).ExtraData);
        return sets.HasType(Video) && sets.HasType(Sequence) && sets.HasType(Picture) ? sets : null;
    }

    /// <summary>A second owner of the packet's data, or a packet without the parameter sets that only repeat the header. In stream order.</summary>
    public Packet Without(Packet packet)
    {
        var units = new NalUnits(packet.Data, _lengthSize);
        ArrayBufferWriter<byte>? rest = null;
        var kept = 0;
        while (_headerHolds && units.MoveNext())
        {
            if (!IsParameterSet(units.Unit))
            {
                continue;
            }

            _headerHolds = Repeats(units.Unit);
            if (_headerHolds)
            {
                rest ??= new ArrayBufferWriter<byte>(packet.SizeBytes);
                rest.Write(packet.Data[kept..units.Extent.Start.Value]);
                kept = units.Extent.End.Value;
            }
        }

        rest?.Write(packet.Data[kept..]);

        // A packet of nothing else stays as it is: an empty sample is worse than a set said twice.
        return rest is null or { WrittenCount: 0 } ? packet.Clone() : packet.With(rest.WrittenSpan);
    }

    private static int TypeOf(ReadOnlySpan<byte> unit) => unit.IsEmpty ? -1 : (unit[0] >> 1) & 0x3F;

    private static bool IsParameterSet(ReadOnlySpan<byte> unit) => TypeOf(unit) is >= Video and <= Picture;

    private bool HasType(int type) => _sets.Exists(set => TypeOf(set) == type);

    private bool Repeats(ReadOnlySpan<byte> unit)
    {
        foreach (var set in _sets)
        {
            if (unit.SequenceEqual(set))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Arrays of units of one type: the type, how many, and each with a length of two bytes.</summary>
    private void ReadRecord(ReadOnlySpan<byte> record)
    {
        var at = RecordHeaderSize;
        for (var arrays = record[RecordHeaderSize - 1]; arrays > 0 && at + 3 <= record.Length; arrays--)
        {
            var count = (record[at + 1] << 8) | record[at + 2];
            at += 3;
            var units = new NalUnits(record[at..], lengthSize: 2);
            for (; count > 0 && units.MoveNext(); count--)
            {
                Keep(units.Unit);
            }

            at += units.Extent.End.Value;
        }
    }

    private void Read(NalUnits units)
    {
        while (units.MoveNext())
        {
            Keep(units.Unit);
        }
    }

    private void Keep(ReadOnlySpan<byte> unit)
    {
        if (IsParameterSet(unit))
        {
            _sets.Add(unit.ToArray());
        }
    }
}
