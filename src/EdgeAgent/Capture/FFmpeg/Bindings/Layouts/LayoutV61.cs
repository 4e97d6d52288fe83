namespace EdgeAgent.Capture.FFmpeg.Bindings.Layouts;

/// <summary>FFmpeg 7.0 and 7.1: libavformat 61, libavcodec 61, libavutil 59.</summary>
internal static class LayoutV61
{
    public static Layout Layout { get; } = LayoutV60.Layout with
    {
        FormatContextInterruptCallback = 216,
        CodecParametersFormat = 44,
        CodecParametersWidth = 72,
        CodecParametersHeight = 76,
        CodecParametersVideoDelay = 120,
        CodecContextHardwareDevice = 560,
        FrameFlags = 292,
        FrameColorRange = 296,
        FrameColorSpace = 308,
        FrameDecodeErrorFlags = 344,
    };
}
