using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Faults of a video file.</summary>
internal static class FileProblems
{
    public static FFmpegException FromOpen(MediaAddress address, int code) => code switch
    {
        AVError.NotFound => Make("file/not-found", $"{address}: no such file", code, "check the path"),
        AVError.AccessDenied => Make("file/unreadable", $"{address}: may not be read", code, "give this user the right to read it"),
        AVError.IsDirectory => Make("file/not-video", $"{address}: is a directory", code, "name a video file"),
        _ => Make(
            "file/not-video", $"{address}: not a video, or cut off before its index", code,
            "check it with ffprobe; MP4, Matroska, MPEG-TS, AVI, FLV and raw H.264 or HEVC are read"),
    };

    public static FFmpegException NoVideo(MediaAddress address) =>
        Make("file/not-video", $"{address}: has no video stream", 0, "name a file with moving pictures");

    public static FFmpegException Stalled(MediaAddress address, TimeSpan timeout) => Make(
        "file/unreadable", $"{address}: could not be read within {timeout.TotalSeconds:0.#} s", AVError.TimedOut,
        "copy it to a disk that answers");

    public static FFmpegException Truncated(MediaAddress address, int code) => Make(
        "file/truncated", $"{address}: it breaks off; what came before was read",
        code == AVError.EndOfFile ? 0 : code,
        "copy the file again from where it came");

    private static FFmpegException Make(string code, string message, int nativeCode, string remedy) =>
        new(new Problem(code, message + FFmpegProblems.Reason(nativeCode), remedy), nativeCode == 0 ? null : nativeCode);
}
