using System.Buffers.Binary;
using System.Text;

namespace EdgeAgent.Capture.Fuzzing;

/// <summary>Breaks bytes, the same way for the same seed.</summary>
internal sealed class Distortion(Random random)
{
    private static readonly string[] Boxes =
        ["stsz", "stts", "ctts", "stco", "stsc", "stss", "mvhd", "mdhd", "tkhd", "elst", "avcC", "hvcC", "stsd", "trun", "tfhd", "tfdt", "moof", "mdat", "avih", "strh", "movi", "idx1"];

    private static readonly uint[] Numbers = [0, 1, 0x7F, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF0, 0x10000000];

    /// <summary>One to four distortions; <paramref name="other"/> is what a piece may come from.</summary>
    public byte[] Of(byte[] bytes, byte[] other)
    {
        var broken = bytes.ToArray();
        for (var times = random.Next(1, 5); times > 0 && broken.Length > 0; times--)
        {
            broken = Once(broken, other);
        }

        return broken;
    }

    private byte[] Once(byte[] bytes, byte[] other)
    {
        var (at, length) = Piece(bytes.Length);
        switch (random.Next(12))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 3:
                var (from, taken) = Piece(bytes.Length);
                return [.. bytes[..at], .. bytes[from..(from + taken)], .. bytes[at..]];
            case 4:
                return [.. bytes[..at], .. other[(other.Length - Math.Min(other.Length, bytes.Length - at))..]];
            case 5:
                random.NextBytes(bytes.AsSpan(at, Math.Min(length, 64)));
                return bytes;
            case 6:
                bytes.AsSpan(at, length).Clear();
                return bytes;
            case 7:
                FlipBits(bytes, Math.Min(bytes.Length, 2048));
                return bytes;
            case 8 or 9:
                Overwrite(bytes);
                return bytes;
            default:
                FlipBits(bytes, bytes.Length);
                return bytes;
        }
    }

    private (int At, int Length) Piece(int within)
    {
        var at = random.Next(within);
        return (at, random.Next(Math.Min(within - at, 1 << random.Next(1, 16)) + 1));
    }

    // Either in the head of the file, where the structure is, or anywhere.
    private void FlipBits(byte[] bytes, int within)
    {
        for (var flips = 1 << random.Next(7); flips > 0; flips--)
        {
            bytes[random.Next(within)] ^= (byte)(1 << random.Next(8));
        }
    }

    /// <summary>A number that programs get wrong, in a field of a table where one is found.</summary>
    private void Overwrite(byte[] bytes)
    {
        var box = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Boxes[random.Next(Boxes.Length)]));
        var at = box < 0 ? random.Next(bytes.Length) : Math.Max(0, box - 4 + (4 * random.Next(16)));
        if (at + 4 <= bytes.Length)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), Numbers[random.Next(Numbers.Length)]);
        }
    }
}
