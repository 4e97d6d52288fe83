using EdgeAgent.Capture.FFmpeg.Bindings;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Which of the system's FFmpeg releases is in use.</summary>
internal static class FFmpegVersion
{
    /// <summary>Such as <c>5.1 (libavformat 59)</c>.</summary>
    /// <exception cref="FFmpegException">None is there, or none whose layout is proven.</exception>
    public static string Describe()
    {
        FFmpegLibraries.EnsureLoaded();
        return FFmpegLibraries.Description;
    }
}
