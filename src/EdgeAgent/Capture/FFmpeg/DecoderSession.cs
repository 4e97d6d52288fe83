using System.Globalization;
using EdgeAgent.Capture.FFmpeg.Bindings;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>One opened decoder of FFmpeg, in software or over hardware. It says what FFmpeg says, and judges nothing.</summary>
internal sealed class DecoderSession : IDisposable
{
    /// <summary>8K and a little: a header that announces more is broken, or means to fill the memory.</summary>
    public const int MaximumPixels = 40_000_000;

    private readonly AVCodecContextHandle _context;

    // What VA-API gives lies in its own memory, and is copied from there.
    private readonly AVFrameHandle? _hardwarePicture;

    private DecoderSession(AVCodecContextHandle context, DecoderCandidate? candidate, string name)
    {
        _context = context;
        Candidate = candidate;
        Name = candidate?.Name ?? name;
        _hardwarePicture = candidate is { IsVaapi: true } ? LibAvUtil.FrameAlloc() : null;
    }

    /// <summary>Null for software.</summary>
    public DecoderCandidate? Candidate { get; }

    public string Name { get; }

    /// <summary>The hardware could not, and FFmpeg went on in software by itself.</summary>
    public bool HasLeftHardware { get; private set; }

    /// <returns>Null where it does not open; the code says why.</returns>
    public static DecoderSession? TryOpen(VideoStream stream, DecoderCandidate? candidate, DecoderOptions options, out int code)
    {
        var codec = candidate?.CodecName is { } name
            ? LibAvCodec.FindDecoderByName(name)
            : LibAvCodec.FindDecoder(new AVCodecParametersView(stream.Parameters.DangerousGetHandle()).CodecId);
        code = 0;
        if (codec == 0)
        {
            return null;
        }

        var context = LibAvCodec.AllocContext(codec);
        code = LibAvCodec.ParametersToContext(context, stream.Parameters);
        if (code >= 0 && candidate is { IsVaapi: true })
        {
            code = LibAvUtil.HardwareDeviceCreate(out var device, AVConstants.HardwareVaapi, null, 0, 0);
            new AVCodecContextView(context.DangerousGetHandle()).SetHardwareDevice(code < 0 ? 0 : device);
        }

        if (code >= 0)
        {
            using var settings = Settings(options);
            code = LibAvCodec.Open(context, codec, ref settings.Native);
        }

        if (code >= 0)
        {
            return new DecoderSession(context, candidate, new AVCodecView(codec).Name);
        }

        context.Dispose();
        return null;
    }

    public int Send(Packet packet) => LibAvCodec.SendPacket(_context, packet.Handle);

    public int Drain() => LibAvCodec.SendPacket(_context, 0);

    public int Receive(AVFrameHandle picture)
    {
        if (_hardwarePicture is null)
        {
            return LibAvCodec.ReceiveFrame(_context, picture);
        }

        var code = LibAvCodec.ReceiveFrame(_context, _hardwarePicture);
        if (code < 0)
        {
            return code;
        }

        LibAvUtil.FrameUnref(picture);
        if (LibAvUtil.PixelFormatName(new AVFrameView(_hardwarePicture.DangerousGetHandle()).Format) != DecoderCatalog.Vaapi)
        {
            HasLeftHardware = true;
            LibAvUtil.FrameMoveRef(picture, _hardwarePicture);
            return code;
        }

        code = LibAvUtil.HardwareFrameTransfer(picture, _hardwarePicture, 0);
        code = code < 0 ? code : LibAvUtil.FrameCopyProperties(picture, _hardwarePicture);
        LibAvUtil.FrameUnref(_hardwarePicture);
        return code;
    }

    public void Skip(DecoderSkip skip)
    {
        var value = skip switch
        {
            DecoderSkip.NonReference => "noref",
            DecoderSkip.NonKeyframes => "nokey",
            _ => "default",
        };
        FFmpegProblems.ThrowOnError(LibAvUtil.OptionSet(_context, "skip_frame", value, 0), "set what the decoder skips");
    }

    public void Dispose()
    {
        _hardwarePicture?.Dispose();
        _context.Dispose();
    }

    /// <summary>For whatever opens a decoder.</summary>
    public static void LimitPixels(ref nint options) => FFmpegProblems.ThrowOnError(
        LibAvUtil.DictSet(ref options, "max_pixels", MaximumPixels.ToString(CultureInfo.InvariantCulture), 0), "set an option");

    private static AVDictionary Settings(DecoderOptions options)
    {
        var settings = new AVDictionary();
        LimitPixels(ref settings.Native);
        settings.Set("threads", options.Threads.ToString(CultureInfo.InvariantCulture));
        var loopFilter = options.SkipLoopFilter switch
        {
            LoopFilterSkip.NonReference => "noref",
            LoopFilterSkip.NonKeyframes => "nokey",
            LoopFilterSkip.All => "all",
            _ => "default",
        };
        settings.Set("skip_loop_filter", loopFilter);
        return settings;
    }
}
