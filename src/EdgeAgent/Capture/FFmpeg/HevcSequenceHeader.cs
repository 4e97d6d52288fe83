namespace EdgeAgent.Capture.FFmpeg;

/// <summary>
/// Looks whether a sequence parameter set of H.265 goes on to the end of its reference picture sets (ITU-T H.265, 7.3.2.2). Of one that is
/// cut before, FFmpeg's muxer reads counts of 2³² behind the end, and counts on for minutes.
/// </summary>
internal static class HevcSequenceHeader
{
    private const int UnitHeaderSize = 2;
    private const int MostReferenceSets = 64;
    private const int MostReferences = 16;

    public static bool IsWhole(ReadOnlySpan<byte> unit)
    {
        var bits = new Bits(Unescaped(unit[Math.Min(UnitHeaderSize, unit.Length)..]));
        bits.Skip(4);
        var subLayers = (int)bits.Read(3);
        bits.Skip(1);
        SkipProfile(ref bits, subLayers);
        bits.SkipNumbers(1);
        if (bits.ReadNumber() == 3)
        {
            bits.Skip(1);
        }

        bits.SkipNumbers(2);
        bits.SkipNumbers(bits.Read(1) == 1 ? 4 : 0);
        bits.SkipNumbers(3);
        bits.SkipNumbers(3 * (bits.Read(1) == 1 ? subLayers + 1 : 1));
        bits.SkipNumbers(6);
        if (bits.Read(1) == 1 && bits.Read(1) == 1)
        {
            SkipScalingLists(ref bits);
        }

        bits.Skip(2);
        if (bits.Read(1) == 1)
        {
            bits.Skip(8);
            bits.SkipNumbers(2);
            bits.Skip(1);
        }

        return AreReferenceSetsWhole(ref bits);
    }

    // 7.3.3: the general one, and one for each layer that has its own.
    private static void SkipProfile(ref Bits bits, int subLayers)
    {
        const int General = 96;
        bits.Skip(General);
        var own = 0;
        for (var layer = 0; layer < subLayers; layer++)
        {
            own += (bits.Read(1) == 1 ? 88 : 0) + (bits.Read(1) == 1 ? 8 : 0);
        }

        bits.Skip(own + (subLayers > 0 ? 2 * (8 - subLayers) : 0));
    }

    // 7.3.4
    private static void SkipScalingLists(ref Bits bits)
    {
        for (var size = 0; size < 4; size++)
        {
            for (var list = 0; list < (size == 3 ? 2 : 6); list++)
            {
                bits.SkipNumbers(bits.Read(1) == 0 ? 1 : Math.Min(64, 1 << (4 + (size << 1))) + (size > 1 ? 1 : 0));
            }
        }
    }

    // 7.3.7
    private static bool AreReferenceSetsWhole(ref Bits bits)
    {
        var sets = bits.ReadNumber();
        var references = 0;
        for (var set = 0; set < sets && sets <= MostReferenceSets && !bits.IsOver; set++)
        {
            if (set > 0 && bits.Read(1) == 1)
            {
                references = ReadPredicted(ref bits, references);
                continue;
            }

            var (negative, positive) = (bits.ReadNumber(), bits.ReadNumber());
            if (negative > MostReferences || positive > MostReferences)
            {
                return false;
            }

            references = (int)(negative + positive);
            for (var reference = 0; reference < references; reference++)
            {
                bits.SkipNumbers(1);
                bits.Skip(1);
            }
        }

        return sets <= MostReferenceSets && !bits.IsOver;
    }

    private static int ReadPredicted(ref Bits bits, int referencesBefore)
    {
        bits.Skip(1);
        bits.SkipNumbers(1);
        var references = 0;
        for (var reference = 0; reference <= referencesBefore; reference++)
        {
            references += bits.Read(1) == 1 || bits.Read(1) == 1 ? 1 : 0;
        }

        return references;
    }

    // 7.3.1.1: a 3 after two zeros is not part of it.
    private static byte[] Unescaped(ReadOnlySpan<byte> unit)
    {
        var bytes = new List<byte>(unit.Length);
        var zeros = 0;
        foreach (var value in unit)
        {
            if (zeros >= 2 && value == 3)
            {
                zeros = 0;
                continue;
            }

            zeros = value == 0 ? zeros + 1 : 0;
            bytes.Add(value);
        }

        return [.. bytes];
    }

    private ref struct Bits(ReadOnlySpan<byte> data)
    {
        private readonly ReadOnlySpan<byte> _data = data;
        private int _at;

        /// <summary>More was read than there is.</summary>
        public bool IsOver { get; private set; }

        public uint Read(int count)
        {
            uint value = 0;
            for (; count > 0; count--, _at++)
            {
                if (_at >= 8 * _data.Length)
                {
                    IsOver = true;
                    return 0;
                }

                value = (value << 1) | ((uint)(_data[_at / 8] >> (7 - (_at % 8))) & 1);
            }

            return value;
        }

        public void Skip(int count)
        {
            _at += count;
            IsOver |= _at > 8 * _data.Length;
        }

        /// <summary>9.2: as many zeros as there are bits after the one.</summary>
        public uint ReadNumber()
        {
            var zeros = 0;
            while (Read(1) == 0)
            {
                if (IsOver || ++zeros > 31)
                {
                    IsOver = true;
                    return 0;
                }
            }

            return (1u << zeros) - 1 + Read(zeros);
        }

        public void SkipNumbers(int count)
        {
            for (; count > 0 && !IsOver; count--)
            {
                ReadNumber();
            }
        }
    }
}
