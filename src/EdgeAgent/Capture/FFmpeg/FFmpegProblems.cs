using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Faults that concern FFmpeg itself, or one picture stream, wherever it comes from.</summary>
internal static class FFmpegProblems
{
    public static FFmpegException Missing(string wanted, string? directory) => new(directory is null
        ? new Problem(
            "ffmpeg/missing",
            $"FFmpeg's libraries are not installed; wanted: {wanted}",
            "apt-get install ffmpeg, or libavformat59 (Debian 12), libavformat61 (Debian 13), libavformat58 (JetPack 6)")
        : new Problem(
            "ffmpeg/missing",
            $"FFmpeg's libraries are not in {directory}, or need others than this system has; wanted: {wanted}",
            $"correct {FFmpegLibraries.DirectoryVariable}, or unset it to use the system's"));

    public static FFmpegException Unsupported(string found, string wanted) => new(new Problem(
        "ffmpeg/unsupported",
        $"found {found}, which this version does not know; supported: {wanted}",
        "install a supported FFmpeg beside it, or an agent that supports this one"));

    public static FFmpegException NoDecoder(string codec, int code) => new(
        new Problem(
            "video/undecodable",
            $"no decoder for {codec}{Reason(code)}",
            "set the camera to H.264 or H.265, or install the full libavcodec package (libavcodec-extra59)"),
        code == 0 ? null : code);

    public static FFmpegException TooLarge(VideoStream stream) => new(new Problem(
        "video/undecodable",
        $"pictures of {stream.Width}×{stream.Height} are larger than 8K",
        "set the camera to a smaller resolution"));

    public static FFmpegException UnknownDecoder(string name) => new(new Problem(
        "video/unknown-decoder",
        $"this build of FFmpeg has no decoder '{name}'",
        $"set decoder to {DecoderOptions.Automatic}, {DecoderOptions.Software}, {DecoderCatalog.Vaapi}, or a name out of the list of: ffmpeg -decoders"));

    public static FFmpegException NoEncoder(string wanted, int code) => new(
        new Problem(
            "ffmpeg/no-encoder",
            $"FFmpeg cannot encode video here; wanted one of {wanted}{Reason(code)}",
            "install the full libavcodec package (libavcodec59 or libavcodec-extra59), or do without the video"),
        code == 0 ? null : code);

    public static FFmpegException DiskFull(string path, int code) => new(
        new Problem("disk/full", $"no space for the video{Reason(code)}", "free space there, or write to another disk", path), code);

    public static FFmpegException NothingDecoded(string address, string codec, long packets) => new(new Problem(
        "video/undecodable",
        $"{address}: none of {packets} {codec} packets gave a picture",
        "check the picture with another player; set the camera to H.264 (Main or High profile) or H.265 (Main profile)"));

    public static FFmpegException UnsupportedFormat(string pixelFormat) => new(new Problem(
        "video/unsupported-format",
        $"pictures are {pixelFormat}; supported: yuv420p, yuvj420p, nv12, yuv422p, yuvj422p",
        "set the camera to 8-bit 4:2:0: H.264 Main or High profile, or H.265 Main profile (not Main 10, and no HDR)"));

    /// <summary>For calls that fail only when memory, the disk or the bindings do.</summary>
    public static void ThrowOnError(int code, string action)
    {
        if (code < 0)
        {
            throw new FFmpegException(
                new Problem("ffmpeg/error", $"could not {action}{Reason(code)}", "see the reason; if it stays, report it with the log"),
                code);
        }
    }

    /// <summary>FFmpeg's words for a code, to be put behind a sentence.</summary>
    public static string Reason(int code) => code == 0 ? "" : $": {LibAvUtil.ErrorText(code)} ({code})";
}
