using EdgeAgent.Capture.FFmpeg.Bindings;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>What a container or camera says of its video, before a picture has been decoded.</summary>
internal sealed class VideoStream
{
    // Beyond these a frame rate is an unset or made-up one (90000 for RTP's clock).
    private const double LowestFrameRate = 0.1;
    private const double HighestFrameRate = 240;

    private VideoStream(AVCodecParametersHandle parameters) => Parameters = parameters;

    /// <summary>FFmpeg's name, such as <c>h264</c>.</summary>
    public required string Codec { get; init; }

    public bool IsH264 => Codec == "h264";

    public bool IsHevc => Codec == "hevc";

    /// <summary>Pixels; 0 where the stream has not said.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels; 0 where the stream has not said.</summary>
    public required int Height { get; init; }

    /// <summary>The unit of the time stamps of its packets.</summary>
    public required Rational TimeBase { get; init; }

    /// <summary>Frames per second, if the stream names one. Cameras lie about it.</summary>
    public double? NominalFrameRate { get; init; }

    /// <summary>PTS of the first picture, if the container says.</summary>
    public long? StartPts { get; init; }

    /// <summary>Such as <c>yuv420p</c>; null where the stream has not said.</summary>
    public string? PixelFormat { get; init; }

    /// <summary>Pictures of this format can be looked at; true where the stream has not said.</summary>
    public required bool IsFormatSupported { get; init; }

    /// <summary>Bits per sample; null where the stream has not said.</summary>
    public int? BitDepth { get; init; }

    /// <summary>By how many pictures presentation lags behind decoding: 0 without B-frames.</summary>
    public required int ReorderDelay { get; init; }

    /// <summary>A copy, so that decoders and muxers outlive the connection; freed with the last user.</summary>
    internal AVCodecParametersHandle Parameters { get; }

    internal static VideoStream Read(AVStreamView stream)
    {
        var copy = LibAvCodec.ParametersAlloc();
        FFmpegProblems.ThrowOnError(LibAvCodec.ParametersCopy(copy, stream.CodecParameters), "copy the codec parameters");
        var view = new AVCodecParametersView(copy.DangerousGetHandle());
        if (LibAvCodec.CodecName(view.CodecId) == "hevc")
        {
            HevcParameterSets.RequireWhole(view.ExtraData);
        }

        return Of(
            copy,
            new Rational(stream.TimeBase.Numerator, stream.TimeBase.Denominator),
            Sane(stream.AverageFrameRate) ?? Sane(stream.RealFrameRate),
            stream.StartTime == AVConstants.NoPts ? null : stream.StartTime);
    }

    /// <summary>The same stream after its header and the size of its pictures have become others; null where the keyframe gives no picture.</summary>
    /// <param name="header">Parameter sets with start codes; empty for a codec without.</param>
    /// <param name="keyframe">The first packet of the new kind.</param>
    internal VideoStream? Renewed(ReadOnlySpan<byte> header, Packet keyframe)
    {
        if (IsHevc && !HevcParameterSets.IsWhole(header))
        {
            return null;
        }

        var parameters = LibAvCodec.ParametersAlloc();
        FFmpegProblems.ThrowOnError(LibAvCodec.ParametersCopy(parameters, Parameters.DangerousGetHandle()), "copy the codec parameters");
        var view = new AVCodecParametersView(parameters.DangerousGetHandle());
        view.SetExtraData(header);

        // FFmpeg takes a JPEG picture that is much lower than it was told for a field of two.
        view.SetPicture(format: -1, width: 0, height: 0);

        // Only a decoder reads the size out of every codec's header.
        using var decoder = VideoDecoder.Open(Of(parameters, TimeBase, NominalFrameRate, StartPts));
        decoder.Send(keyframe);
        decoder.Drain();
        if (!decoder.TryReceive())
        {
            parameters.Dispose();
            return null;
        }

        view.SetPicture(decoder.PictureFormat, decoder.PictureWidth, decoder.PictureHeight);
        return Of(parameters, TimeBase, NominalFrameRate, StartPts);
    }

    /// <summary>What an encoder makes.</summary>
    internal static VideoStream Of(AVCodecContextHandle encoder, Rational timeBase)
    {
        var parameters = LibAvCodec.ParametersAlloc();
        FFmpegProblems.ThrowOnError(LibAvCodec.ParametersFromContext(parameters, encoder), "copy the codec parameters");
        return Of(parameters, timeBase, nominalFrameRate: null, startPts: null);
    }

    private static VideoStream Of(AVCodecParametersHandle parameters, Rational timeBase, double? nominalFrameRate, long? startPts)
    {
        var view = new AVCodecParametersView(parameters.DangerousGetHandle());
        return new VideoStream(parameters)
        {
            Codec = LibAvCodec.CodecName(view.CodecId),
            Width = view.Width,
            Height = view.Height,
            TimeBase = timeBase,
            NominalFrameRate = nominalFrameRate,
            StartPts = startPts,
            PixelFormat = LibAvUtil.PixelFormatName(view.Format),
            IsFormatSupported = view.Format < 0 || Enum.IsDefined((AVPixelFormat)view.Format),
            BitDepth = LibAvUtil.PixelFormatDepth(view.Format),
            ReorderDelay = view.VideoDelay,
        };
    }

    private static double? Sane(AVRational rate) =>
        rate.Denominator > 0 && (double)rate.Numerator / rate.Denominator is >= LowestFrameRate and <= HighestFrameRate and var value
            ? value
            : null;
}
