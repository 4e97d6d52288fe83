using EdgeAgent.Domain;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>What FFmpeg, or the camera or file behind it, could not do.</summary>
/// <param name="problem">Its code says what went wrong; see the README of Capture.</param>
/// <param name="nativeCode">FFmpeg's error code: a negative errno or tag; null where the fault was found on this side.</param>
internal sealed class FFmpegException(Problem problem, int? nativeCode = null, Exception? innerException = null)
    : ProblemException(problem, innerException)
{
    public int? NativeCode { get; } = nativeCode;
}
