using EdgeAgent.Capture.FFmpeg.Bindings;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Which FFmpeg release is in use.</summary>
internal static class FFmpegVersion
{
    /// <summary>Such as <c>5.1.9-0+deb12u1 (libavformat 59.27), the system's</c>.</summary>
    /// <exception cref="FFmpegException">None is there, or none whose layout is proven.</exception>
    public static string Describe()
    {
        var release = FFmpegLibraries.InUse.Release;
        var version = LibAvFormat.Version();
        var origin = FFmpegLibraries.Directory is { } directory ? $"from {directory}" : "the system's";
        return $"{LibAvUtil.VersionInfo() ?? release.Name} (libavformat {version >> 16}.{(version >> 8) & 0xff}), {origin}";
    }
}
