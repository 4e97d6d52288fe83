namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The values of libavutil/pixfmt.h that can become a <see cref="Imaging.Frame"/>.</summary>
internal enum AVPixelFormat
{
    Yuv420P = 0,
    Yuv422P = 4,

    /// <summary>4:2:0, full range.</summary>
    YuvJ420P = 12,

    /// <summary>4:2:2, full range.</summary>
    YuvJ422P = 13,

    Nv12 = 23,
}
