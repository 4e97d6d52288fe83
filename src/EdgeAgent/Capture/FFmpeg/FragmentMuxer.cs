using System.Buffers;
using EdgeAgent.Capture.FFmpeg.Bindings;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>
/// Packets as they are into the pieces of a fragmented MP4 (ISO/IEC 14496-12, 8.8): a header that holds for the whole file, then fragments
/// that each stand for themselves. It only makes bytes; where they go is the caller's matter.
/// </summary>
internal sealed class FragmentMuxer : IDisposable
{
    /// <summary>The unit of the stamps in the file: microseconds, so that any camera's times fit without a visible rounding.</summary>
    public const int TicksPerSecond = 1_000_000;

    private readonly AVMemoryOutputHandle _context;
    private readonly HevcParameterSets? _parameterSets;
    private bool _takesHeaderFromPacket;

    private FragmentMuxer(AVMemoryOutputHandle context, VideoStream stream)
    {
        _context = context;
        _parameterSets = HevcParameterSets.OfHeader(stream);
        _takesHeaderFromPacket = stream.IsHevc && _parameterSets is null;
    }

    private AVFormatContextView View => new(_context.DangerousGetHandle());

    /// <param name="stream">What the packets are.</param>
    /// <param name="header">Takes the header.</param>
    /// <exception cref="FFmpegException">MP4 cannot hold such a stream.</exception>
    public static FragmentMuxer Create(VideoStream stream, IBufferWriter<byte> header)
    {
        FFmpegProblems.ThrowOnError(LibAvFormat.AllocOutputContext(out var context, 0, "mp4", ""), "write a segment");
        var muxer = new FragmentMuxer(new AVMemoryOutputHandle(context), stream);
        try
        {
            muxer.WriteHeader(stream, header);
            return muxer;
        }
        catch
        {
            muxer.Dispose();
            throw;
        }
    }

    /// <summary>In decoding order, in ticks from 0 on; decoding times grow and never pass the presentation. The packet stays the caller's.</summary>
    public void Write(Packet packet, long pts, long dts, long duration)
    {
        if (_takesHeaderFromPacket)
        {
            HevcParameterSets.RequireWhole(packet.Data);
            _takesHeaderFromPacket = false;
        }

        using var copy = _parameterSets?.Without(packet) ?? packet.Clone();
        var view = copy.View;
        view.Pts = pts;
        view.Dts = dts;
        view.Duration = duration;
        view.StreamIndex = 0;
        view.ClearPosition();
        FFmpegProblems.ThrowOnError(LibAvFormat.WriteFrame(_context, copy.Handle), "write a segment");
    }

    /// <summary>What was written since the last one, as one fragment; nothing where nothing was.</summary>
    public void TakeFragment(IBufferWriter<byte> fragment)
    {
        FFmpegProblems.ThrowOnError(LibAvFormat.WriteFrame(_context, 0), "write a segment");
        Take(fragment);
    }

    public void Dispose() => _context.Dispose();

    private void WriteHeader(VideoStream source, IBufferWriter<byte> header)
    {
        OpenMemory();
        var native = LibAvFormat.NewStream(_context, 0);
        if (native == 0)
        {
            FFmpegProblems.ThrowOnError(AVError.NoMemory, "add a stream");
        }

        var stream = new AVStreamView(native);
        FFmpegProblems.ThrowOnError(LibAvCodec.ParametersCopy(stream.CodecParameters, source.Parameters), "copy the codec parameters");

        // As in Remuxer: the tag of another container means nothing here, and hev1 is refused by Apple's players.
        new AVCodecParametersView(stream.CodecParameters).SetTag(_parameterSets is null ? 0 : AVConstants.TagHvc1);
        stream.TimeBase = new AVRational(1, TicksPerSecond);
        using var options = new AVDictionary();
        options.Set("movflags", "frag_custom+empty_moov+default_base_moof");
        FFmpegProblems.ThrowOnError(LibAvFormat.WriteHeader(_context, ref options.Native), "write a segment");
        if (stream.TimeBase != new AVRational(1, TicksPerSecond))
        {
            throw new InvalidOperationException($"FFmpeg counts in {stream.TimeBase}, not in microseconds");
        }

        Take(header);
    }

    private unsafe void Take(IBufferWriter<byte> into)
    {
        var view = View;
        var length = LibAvFormat.IOCloseMemory(view.IO, out var bytes);
        view.IO = 0;
        into.Write(new ReadOnlySpan<byte>((void*)bytes, length));
        LibAvUtil.Free(bytes);
        OpenMemory();
    }

    private void OpenMemory()
    {
        FFmpegProblems.ThrowOnError(LibAvFormat.IOOpenMemory(out var io), "write a segment");
        var view = View;
        view.IO = io;
    }
}
