namespace EdgeAgent.Domain;

/// <summary>One bit per 64 KiB block of a file, set where the block is missing on the other side. Bit n is bit n mod 8, from the lowest, of byte n / 8.</summary>
internal sealed class BlockMap
{
    public const int BlockSizeBytes = 64 * 1024;

    private readonly byte[] _bits;

    private BlockMap(int count, byte[] bits)
    {
        Count = count;
        _bits = bits;
        for (var block = 0; block < count; block++)
        {
            Missing += IsMissing(block) ? 1 : 0;
        }
    }

    public int Count { get; }

    public int Missing { get; private set; }

    public static int BlocksOf(long sizeBytes) => checked((int)((sizeBytes + BlockSizeBytes - 1) / BlockSizeBytes));

    public static BlockMap AllMissing(int count)
    {
        var bits = new byte[(count + 7) / 8];
        for (var block = 0; block < count; block++)
        {
            bits[block / 8] |= (byte)(1 << (block % 8));
        }

        return new BlockMap(count, bits);
    }

    public static BlockMap NoneMissing(int count) => new(count, new byte[(count + 7) / 8]);

    /// <summary>Takes bits from elsewhere; what is too short counts as not missing, what lies beyond the count is ignored.</summary>
    public static BlockMap FromBytes(int count, ReadOnlySpan<byte> bytes)
    {
        var bits = new byte[(count + 7) / 8];
        bytes[..Math.Min(bytes.Length, bits.Length)].CopyTo(bits);
        return new BlockMap(count, bits);
    }

    public byte[] ToBytes() => [.. _bits];

    public bool IsMissing(int block) => (_bits[block / 8] & (1 << (block % 8))) != 0;

    public void MarkPresent(int block)
    {
        if (IsMissing(block))
        {
            _bits[block / 8] &= (byte)~(1 << (block % 8));
            Missing--;
        }
    }

    public void MarkMissing(int block)
    {
        if (!IsMissing(block))
        {
            _bits[block / 8] |= (byte)(1 << (block % 8));
            Missing++;
        }
    }

    /// <summary>The first missing block at or after the given one, or -1.</summary>
    public int NextMissing(int from)
    {
        for (var block = from; block < Count; block++)
        {
            if (IsMissing(block))
            {
                return block;
            }
        }

        return -1;
    }
}
