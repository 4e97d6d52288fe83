using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;

namespace EdgeAgent.Recording.Segments;

/// <summary>What lies in a segment file: its description and its whole pieces, also of one that is being written or was cut off.</summary>
/// <param name="Description">Null where the file does not say, so that it is none of ours or not even its header was finished.</param>
/// <param name="Pieces">In order. Their marks are whole; whether the bytes before them are, <see cref="IsWhole"/> says.</param>
/// <param name="IsSealed">The file was finished.</param>
internal sealed record SegmentScan(SegmentDescription? Description, ImmutableArray<SegmentPiece> Pieces, bool IsSealed)
{
    // ftyp, moov with the parameter sets of the stream, and the description: a few kilobytes at most.
    private const int HeadBytes = 1 << 16;
    private const int BoxHeaderBytes = SegmentDescription.HeaderSize;

    /// <summary>Behind the last piece.</summary>
    public long Length => Pieces.IsEmpty ? 0 : Pieces[^1].End;

    /// <summary>End of the picture shown last, in ticks.</summary>
    public long EndPts => Pieces.IsEmpty ? 0 : Pieces[^1].Mark.EndPts;

    /// <summary>Reads the headers of all boxes.</summary>
    public static SegmentScan Read(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        var pieces = ImmutableArray.CreateBuilder<SegmentPiece>();
        SegmentDescription? description = null;
        Span<byte> box = stackalloc byte[SegmentMark.Size];
        long start = 0;
        var isSealed = false;
        for (long at = 0; !isSealed && RandomAccess.Read(file, box, at) is var read and >= BoxHeaderBytes;)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(box);
            if (size < 8 || at + size > length)
            {
                break;
            }

            if (SegmentMark.Read(box[..read]) is { } mark)
            {
                if (mark.Bytes != at - start)
                {
                    break;
                }

                isSealed = mark.IsSeal;
                start = at + size;
                if (!isSealed)
                {
                    pieces.Add(new SegmentPiece(at - mark.Bytes, mark));
                }
            }
            else if (description is null && size < HeadBytes && box[4..8].SequenceEqual("uuid"u8))
            {
                description = SegmentDescription.Read(ReadBytes(file, at, (int)size));
            }

            at += size;
        }

        return new SegmentScan(description, pieces.ToImmutable(), isSealed);
    }

    /// <summary>The description and the end of a sealed file, with two small reads; null where it is not sealed.</summary>
    public static (SegmentDescription Description, long EndPts)? ReadSealed(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        Span<byte> tail = stackalloc byte[SegmentMark.Size];
        if (length <= SegmentMark.Size
            || RandomAccess.Read(file, tail, length - SegmentMark.Size) < SegmentMark.Size
            || SegmentMark.Read(tail) is not { IsSeal: true } seal)
        {
            return null;
        }

        ReadOnlySpan<byte> head = ReadBytes(file, 0, (int)Math.Min(HeadBytes, length));
        while (head.Length > SegmentDescription.HeaderSize && BinaryPrimitives.ReadUInt32BigEndian(head) is var size and >= 8 && size <= head.Length)
        {
            if (SegmentDescription.Read(head[..(int)size]) is { } description)
            {
                return (description, seal.EndPts);
            }

            head = head[(int)size..];
        }

        return null;
    }

    /// <summary>Whether all bytes of a piece are as they were written.</summary>
    public static bool IsWhole(SafeFileHandle file, SegmentPiece piece)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(piece.Mark.Bytes);
        try
        {
            var content = bytes.AsSpan(0, piece.Mark.Bytes);
            return RandomAccess.Read(file, content, piece.Offset) == content.Length && Crc32C.Of(content) == piece.Mark.Crc;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>
    /// Without the pieces at the end that are not whole. Each is synced before the next is written, so that a cut of power tears the last one
    /// only; damage further up is the disk's, and nothing to cut a file for.
    /// </summary>
    public SegmentScan WithoutTornEnd(SafeFileHandle file)
    {
        var count = Pieces.Length;
        while (count > 0 && !IsWhole(file, Pieces[count - 1]))
        {
            count--;
        }

        return count == Pieces.Length ? this : this with { Pieces = Pieces[..count] };
    }

    public static byte[] ReadBytes(SafeFileHandle file, long offset, int count)
    {
        var bytes = new byte[count];
        return RandomAccess.Read(file, bytes, offset) == count ? bytes : [];
    }
}
