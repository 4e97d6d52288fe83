using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The fields in use of an AVCodec, which lives as long as the library.</summary>
internal readonly unsafe struct AVCodecView(nint codec)
{
    /// <summary>Such as <c>h264_v4l2m2m</c>.</summary>
    public string Name => Marshal.PtrToStringUTF8(*(nint*)(codec + FFmpegLibraries.Layout.CodecName)) ?? "unknown";

    /// <summary>Of the streams that it decodes.</summary>
    public int Id => *(int*)(codec + FFmpegLibraries.Layout.CodecId);
}
