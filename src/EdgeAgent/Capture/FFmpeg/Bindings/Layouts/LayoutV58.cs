namespace EdgeAgent.Capture.FFmpeg.Bindings.Layouts;

/// <summary>FFmpeg 4.3 and 4.4: libavformat 58, libavcodec 58, libavutil 56. Both have the same fields at the same places.</summary>
internal static class LayoutV58
{
    public static Layout Layout { get; } = LayoutV59.Layout with
    {
        FormatContextInterruptCallback = 1224,
        IOContextError = 120,
        StreamTimeBase = 24,
        StreamStartTime = 32,
        StreamDisposition = 56,
        StreamDiscard = 60,
        StreamAverageFrameRate = 80,
        StreamRealFrameRate = 192,
        CodecContextHardwareDevice = 1032,
        FrameFlags = 380,
        FrameColorRange = 384,
        FrameColorSpace = 396,
        FrameDecodeErrorFlags = 440,
    };
}
