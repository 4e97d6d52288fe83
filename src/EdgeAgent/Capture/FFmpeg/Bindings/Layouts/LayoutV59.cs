namespace EdgeAgent.Capture.FFmpeg.Bindings.Layouts;

/// <summary>FFmpeg 5.0 and 5.1: libavformat 59, libavcodec 59, libavutil 57.</summary>
internal static class LayoutV59
{
    public static Layout Layout { get; } = new()
    {
        FormatContextPb = 32,
        FormatContextStreamCount = 44,
        FormatContextStreams = 48,
        FormatContextInterruptCallback = 200,
        IOContextError = 84,
        StreamTimeBase = 16,
        StreamStartTime = 24,
        StreamDisposition = 48,
        StreamDiscard = 52,
        StreamAverageFrameRate = 72,
        StreamRealFrameRate = 200,
        StreamCodecParameters = 208,
        CodecParametersType = 0,
        CodecParametersId = 4,
        CodecParametersTag = 8,
        CodecParametersFormat = 28,
        CodecParametersWidth = 56,
        CodecParametersHeight = 60,
        CodecParametersVideoDelay = 96,
        PacketPts = 8,
        PacketDts = 16,
        PacketData = 24,
        PacketSize = 32,
        PacketStreamIndex = 36,
        PacketFlags = 40,
        PacketDuration = 64,
        PacketPosition = 72,
        FrameData = 0,
        FrameLineSize = 64,
        FrameWidth = 104,
        FrameHeight = 108,
        FrameFormat = 116,
        FramePts = 136,
        FrameFlags = 316,
        FrameColorRange = 320,
        FrameColorSpace = 332,
        FrameDecodeErrorFlags = 376,
        PixelFormatComponents = 24,
        ComponentDepth = 16,
    };
}
