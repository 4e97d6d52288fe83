using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Cli.Check;

/// <summary>Are FFmpeg's libraries there, in a version whose layout is proven?</summary>
internal static class FFmpegCheck
{
    public static CheckResult Run() => CheckResult.Ok("ffmpeg", FFmpegVersion.Describe());
}
