using System.Buffers.Binary;

namespace EdgeAgent.Recording.Segments;

/// <summary>
/// The box that stands behind each fragment of a segment and vouches for it, and, as the seal, behind the last: <c>uuid</c> (ISO/IEC 14496-12,
/// 4.2), which players pass over.
/// </summary>
/// <param name="IsSeal">No fragment follows: the file is whole.</param>
/// <param name="Bytes">What it vouches for: everything since the mark before, or since the start of the file.</param>
/// <param name="Crc">CRC-32C of that.</param>
/// <param name="FirstDts">Decoding time of its first packet, in ticks of the file.</param>
/// <param name="FirstKeyframePts">When its first keyframe is shown; null where it has none.</param>
/// <param name="EndPts">End of the picture shown last, in the file so far.</param>
internal readonly record struct SegmentMark(bool IsSeal, int Bytes, uint Crc, long FirstDts, long? FirstKeyframePts, long EndPts)
{
    /// <summary>Of the whole box.</summary>
    public const int Size = 64;

    public static ReadOnlySpan<byte> Type => [0x65, 0x64, 0x67, 0x65, 0x61, 0x67, 0x4d, 0x4b, 0x9c, 0x1d, 0x3f, 0x52, 0xe0, 0x77, 0x41, 0xb8];

    private const int SealFlag = 1;
    private const int KeyframeFlag = 2;
    private const int CrcOffset = Size - sizeof(uint);

    public void WriteTo(Span<byte> box)
    {
        BinaryPrimitives.WriteInt32BigEndian(box, Size);
        "uuid"u8.CopyTo(box[4..]);
        Type.CopyTo(box[8..]);
        BinaryPrimitives.WriteInt32BigEndian(box[24..], (IsSeal ? SealFlag : 0) | (FirstKeyframePts is null ? 0 : KeyframeFlag));
        BinaryPrimitives.WriteInt32BigEndian(box[28..], Bytes);
        BinaryPrimitives.WriteUInt32BigEndian(box[32..], Crc);
        BinaryPrimitives.WriteInt64BigEndian(box[36..], FirstDts);
        BinaryPrimitives.WriteInt64BigEndian(box[44..], FirstKeyframePts ?? 0);
        BinaryPrimitives.WriteInt64BigEndian(box[52..], EndPts);
        BinaryPrimitives.WriteUInt32BigEndian(box[CrcOffset..], Crc32C.Of(box[..CrcOffset]));
    }

    /// <summary>Null where this is no mark, or a damaged one.</summary>
    public static SegmentMark? Read(ReadOnlySpan<byte> box)
    {
        if (box.Length < Size
            || BinaryPrimitives.ReadInt32BigEndian(box) != Size
            || !box[4..8].SequenceEqual("uuid"u8)
            || !box[8..24].SequenceEqual(Type)
            || BinaryPrimitives.ReadUInt32BigEndian(box[CrcOffset..]) != Crc32C.Of(box[..CrcOffset]))
        {
            return null;
        }

        var flags = BinaryPrimitives.ReadInt32BigEndian(box[24..]);
        return new SegmentMark(
            (flags & SealFlag) != 0,
            BinaryPrimitives.ReadInt32BigEndian(box[28..]),
            BinaryPrimitives.ReadUInt32BigEndian(box[32..]),
            BinaryPrimitives.ReadInt64BigEndian(box[36..]),
            (flags & KeyframeFlag) != 0 ? BinaryPrimitives.ReadInt64BigEndian(box[44..]) : null,
            BinaryPrimitives.ReadInt64BigEndian(box[52..]));
    }
}
