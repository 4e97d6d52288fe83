namespace EdgeAgent.Capture.FFmpeg.Bindings.Layouts;

/// <summary>FFmpeg 6.0 and 6.1: libavformat 60, libavcodec 60, libavutil 58.</summary>
internal static class LayoutV60
{
    public static Layout Layout { get; } = LayoutV59.Layout with
    {
        StreamTimeBase = 32,
        StreamStartTime = 40,
        StreamDisposition = 64,
        StreamDiscard = 68,
        StreamAverageFrameRate = 88,
        StreamRealFrameRate = 216,
        StreamCodecParameters = 16,
        CodecContextHardwareDevice = 864,
    };
}
