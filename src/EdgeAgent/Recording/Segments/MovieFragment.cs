using System.Buffers.Binary;

namespace EdgeAgent.Recording.Segments;

/// <summary>Reads what a fragment says of its packets (ISO/IEC 14496-12, 8.8): only what <see cref="Capture.FFmpeg.FragmentMuxer"/> writes, one track, offsets from the <c>moof</c>.</summary>
internal static class MovieFragment
{
    // tfhd: which of its optional fields are there (8.8.7).
    private const int BaseDataOffset = 0x01;
    private const int SampleDescriptionIndex = 0x02;
    private const int DefaultDuration = 0x08;
    private const int DefaultSize = 0x10;
    private const int DefaultFlags = 0x20;

    // trun (8.8.8).
    private const int DataOffset = 0x01;
    private const int FirstFlags = 0x04;
    private const int SampleDuration = 0x100;
    private const int SampleSize = 0x200;
    private const int SampleFlags = 0x400;
    private const int SampleCompositionOffset = 0x800;

    // sample_is_non_sync_sample (8.8.3.1).
    private const uint NotSync = 0x10000;

    private static ReadOnlySpan<byte> Moof => "moof"u8;

    /// <summary>The packets of a piece of a segment; empty where it makes no sense.</summary>
    public static List<FragmentSample> Read(ReadOnlySpan<byte> piece)
    {
        var samples = new List<FragmentSample>();
        if (Find(piece, Moof) is not { } moof || Find(piece[moof.Content], "traf"u8) is not { } traf)
        {
            return samples;
        }

        var track = piece[moof.Content][traf.Content];
        var (duration, size, flags) = ReadDefaults(track);
        var dts = Find(track, "tfdt"u8) is { } tfdt ? BinaryPrimitives.ReadInt64BigEndian(track[tfdt.Content][4..]) : 0;
        for (var at = 0; Find(track[at..], "trun"u8) is { } trun; at += trun.End)
        {
            if (!ReadRun(track[at..][trun.Content], moof.Start, piece.Length, (duration, size, flags), ref dts, samples))
            {
                return [];
            }
        }

        return samples;
    }

    /// <summary>Sets the decoding time that a fragment begins with: FFmpeg's majors do not agree on it after a pause.</summary>
    public static void SetDecodeTime(Span<byte> piece, long dts)
    {
        if (Find(piece, Moof) is { } moof && Find(piece[moof.Content], "traf"u8) is { } traf
            && Find(piece[moof.Content][traf.Content], "tfdt"u8) is { } tfdt)
        {
            var content = piece[moof.Content][traf.Content][tfdt.Content];

            // Version 1: 64 bits.
            if (content is [1, ..])
            {
                BinaryPrimitives.WriteInt64BigEndian(content[4..], dts);
            }
        }
    }

    private static (uint Duration, uint Size, uint Flags) ReadDefaults(ReadOnlySpan<byte> track)
    {
        if (Find(track, "tfhd"u8) is not { } tfhd)
        {
            return default;
        }

        var reader = new Fields(track[tfhd.Content]);
        var has = reader.Next() & 0xFFFFFF;
        reader.Skip(4);
        reader.Skip((has & BaseDataOffset) != 0 ? 8 : 0);
        reader.Skip((has & SampleDescriptionIndex) != 0 ? 4 : 0);
        return (
            (has & DefaultDuration) != 0 ? reader.Next() : 0,
            (has & DefaultSize) != 0 ? reader.Next() : 0,
            (has & DefaultFlags) != 0 ? reader.Next() : 0);
    }

    private static bool ReadRun(
        ReadOnlySpan<byte> run, int moof, int limit, (uint Duration, uint Size, uint Flags) defaults, ref long dts, List<FragmentSample> samples)
    {
        var reader = new Fields(run);
        var has = reader.Next() & 0xFFFFFF;
        var count = reader.Next();
        long offset = moof + ((has & DataOffset) != 0 ? (int)reader.Next() : 0);
        uint? first = (has & FirstFlags) != 0 ? reader.Next() : null;
        if (count > limit)
        {
            return false;
        }

        for (var i = 0u; i < count; i++)
        {
            var duration = (has & SampleDuration) != 0 ? reader.Next() : defaults.Duration;
            var size = (has & SampleSize) != 0 ? reader.Next() : defaults.Size;
            var flags = (has & SampleFlags) != 0 ? reader.Next() : i == 0 && first is { } own ? own : defaults.Flags;
            var composition = (has & SampleCompositionOffset) != 0 ? (int)reader.Next() : 0;
            if (reader.Exhausted || offset < 0 || offset + size > limit)
            {
                return false;
            }

            samples.Add(new FragmentSample((int)offset, (int)size, dts + composition, dts, duration, (flags & NotSync) == 0));
            offset += size;
            dts += duration;
        }

        return true;
    }

    /// <summary>The first box of a type among those that lie side by side.</summary>
    private static Box? Find(ReadOnlySpan<byte> boxes, ReadOnlySpan<byte> type)
    {
        for (var at = 0; boxes.Length - at >= Box.HeaderSize;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(boxes[at..]);
            if (size < Box.HeaderSize || size > boxes.Length - at)
            {
                return null;
            }

            if (boxes.Slice(at + 4, 4).SequenceEqual(type))
            {
                return new Box(at, at + size);
            }

            at += size;
        }

        return null;
    }

    /// <summary>Where a box lies among its neighbours.</summary>
    private readonly record struct Box(int Start, int End)
    {
        public const int HeaderSize = 8;

        public Range Content => (Start + HeaderSize)..End;
    }

    /// <summary>Numbers of 32 bits, one after the other; zeros behind the end.</summary>
    private ref struct Fields(ReadOnlySpan<byte> data)
    {
        private ReadOnlySpan<byte> _rest = data;

        public bool Exhausted { get; private set; }

        public uint Next()
        {
            if (_rest.Length < sizeof(uint))
            {
                Exhausted = true;
                return 0;
            }

            var value = BinaryPrimitives.ReadUInt32BigEndian(_rest);
            _rest = _rest[sizeof(uint)..];
            return value;
        }

        public void Skip(int bytes)
        {
            Exhausted |= bytes > _rest.Length;
            _rest = _rest[Math.Min(bytes, _rest.Length)..];
        }
    }
}
