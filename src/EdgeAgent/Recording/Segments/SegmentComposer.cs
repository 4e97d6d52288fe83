using System.Buffers;
using System.Runtime.InteropServices;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording.Segments;

/// <summary>
/// Makes the bytes of one segment out of packets: blocks that are each to be written as a whole, a fragment with its mark, the first with the
/// header. The latest packet is held back until the next one says how long it lasts.
/// </summary>
internal sealed class SegmentComposer : IDisposable
{
    public const long NanosecondsPerTick = 1_000_000_000 / FragmentMuxer.TicksPerSecond;

    private readonly ArrayBufferWriter<byte> _block = new(1 << 16);
    private readonly FragmentMuxer _muxer;
    private readonly long _fragmentTicks;
    private TimedPacket? _held;
    private long _heldPts;
    private long _heldDts;
    private long _lastLength;
    private bool _empty = true;
    private long _firstDts;
    private long _blockStartPts;
    private long? _firstKeyframePts;
    private long _endDts;
    private long _endPts;

    /// <param name="stream">What the packets are.</param>
    /// <param name="first">The keyframe that it begins with; it is still to be added.</param>
    /// <param name="describe">What it says of itself, once the media time of its tick 0 is known.</param>
    /// <param name="fragment">How much media may wait in memory.</param>
    /// <exception cref="FFmpegException">MP4 cannot hold such a stream.</exception>
    public SegmentComposer(VideoStream stream, TimedPacket first, Func<MediaTime, SegmentDescription> describe, TimeSpan fragment)
    {
        _fragmentTicks = fragment.Ticks / TimeSpan.TicksPerMicrosecond;

        // Decoding times begin at 0, where every reader understands them; with B-frames the first picture is shown a little later.
        Description = describe(first.DecodeTime <= first.Time ? first.DecodeTime : first.Time);
        _muxer = FragmentMuxer.Create(stream, _block);
        Description.WriteTo(_block);
        _blockStartPts = TicksOf(first.Time);
    }

    public SegmentDescription Description { get; }

    /// <summary>End of the last picture of the blocks so far.</summary>
    public MediaTime End => Description.TimeOf(_endPts);

    /// <summary>What is to be written next, until the next call.</summary>
    public ReadOnlySpan<byte> Block => _block.WrittenSpan;

    /// <summary>Packets wait for the next block.</summary>
    public bool HasPending => _held is not null || !_empty;

    /// <summary>Takes the packet over. True where a block is ready: <see cref="Block"/>.</summary>
    public bool Add(TimedPacket packet)
    {
        var pts = TicksOf(packet.Time);
        var dts = Math.Min(TicksOf(packet.DecodeTime), pts);
        if (_held is null)
        {
            // After a flush the time goes on where it was.
            dts = Math.Max(dts, _endDts);
        }
        else
        {
            dts = Math.Max(dts, _heldDts + 1);
            MuxHeld(dts - _heldDts);
        }

        (_held, _heldPts, _heldDts) = (packet, Math.Max(pts, dts), dts);

        // Before the next one would be too much, with the length of one picture for the disk to do its work.
        return !_empty && Math.Max(_endPts, _heldPts + _lastLength) + _lastLength - _blockStartPts > _fragmentTicks && Complete();
    }

    /// <summary>
    /// Has all packets so far make a block. The latest lasts until the next, where that is known, or else as long as it says or the one before
    /// did. False where there are none.
    /// </summary>
    public bool Flush(MediaTime? next)
    {
        if (_held is { } held)
        {
            var said = held.Duration > TimeSpan.Zero ? held.Duration.Ticks / TimeSpan.TicksPerMicrosecond : _lastLength;
            MuxHeld(Math.Max(1, next is { } known ? TicksOf(known) - _heldDts : said));
            _held = null;
        }

        return !_empty && Complete();
    }

    /// <summary>The block is on disk.</summary>
    public void Written() => _block.ResetWrittenCount();

    /// <summary>The last block: nothing follows it.</summary>
    public void Seal() => WriteMark(new SegmentMark(true, 0, Crc32C.Of([]), _endDts, null, _endPts));

    public void Dispose()
    {
        _held?.Dispose();
        _muxer.Dispose();
    }

    private long TicksOf(MediaTime time) =>
        (long)Math.Round((time.Nanoseconds - Description.OriginNs) / (decimal)NanosecondsPerTick);

    private void MuxHeld(long length)
    {
        using var held = _held!.Value;
        _muxer.Write(held.Packet, _heldPts, _heldDts, length);
        if (_empty)
        {
            (_empty, _firstDts, _firstKeyframePts) = (false, _heldDts, null);
        }

        if (held.Packet.IsKeyframe)
        {
            _firstKeyframePts ??= _heldPts;
        }

        _lastLength = length;
        _endDts = _heldDts + length;
        _endPts = Math.Max(_endPts, _heldPts + length);
    }

    private bool Complete()
    {
        _muxer.TakeFragment(_block);
        WriteMarkOfFragment();
        (_empty, _blockStartPts) = (true, _endPts);
        return true;
    }

    private void WriteMarkOfFragment()
    {
        // The writer's own memory: nobody else has seen it yet.
        var bytes = MemoryMarshal.AsMemory(_block.WrittenMemory).Span;
        MovieFragment.SetDecodeTime(bytes, _firstDts);
        WriteMark(new SegmentMark(false, bytes.Length, Crc32C.Of(bytes), _firstDts, _firstKeyframePts, _endPts));
    }

    private void WriteMark(SegmentMark mark)
    {
        mark.WriteTo(_block.GetSpan(SegmentMark.Size));
        _block.Advance(SegmentMark.Size);
    }
}
