using System.Globalization;
using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Cli.Check;

/// <summary>Does the camera send pictures that this device can decode in time?</summary>
internal static class CameraReachCheck
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    /// <summary>A clip begins at the keyframe before it: with long groups of pictures it begins much too early.</summary>
    private const double LongestKeyframeInterval = 10;

    /// <param name="subject">Such as <c>camera gate</c>.</param>
    /// <param name="capture">One of its streams.</param>
    /// <param name="isLookedAt">False for a stream that is only recorded, which this device need not decode in time.</param>
    /// <param name="measured">Hears what was found.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<CheckResult> RunAsync(
        string subject, CaptureOptions capture, bool isLookedAt, Action<CameraFacts> measured, CancellationToken cancel)
    {
        var facts = await new CameraProbe(TimeProvider.System).ProbeAsync(capture, Look, cancel);
        measured(facts);
        if (isLookedAt && !facts.IsFormatSupported)
        {
            return CheckResult.Failed(subject, FFmpegProblems.UnsupportedFormat(facts.PixelFormat!).Problem);
        }

        var text = CameraSummary.Of(facts);
        var coreShare = (facts.DecodeMillisecondsPerPicture ?? 0) * (facts.MeasuredFrameRate ?? 0) / 1000;
        return coreShare > 0.9 && isLookedAt
            ? CheckResult.Warning(subject, text, string.Create(CultureInfo.InvariantCulture, $"decoding takes {coreShare:P0} of a core: set the camera to fewer or smaller pictures, or give it a smaller detectionUrl"))
            : facts.KeyframeIntervalSeconds > LongestKeyframeInterval
                ? CheckResult.Warning(subject, text, "set the camera's keyframe (I-frame) interval to 1 to 2 s")
                : facts.DecodeErrors + facts.DamagedPictures > 0
                    ? CheckResult.Warning(subject, text, "pictures arrive damaged: look at the cable, the switch and the camera's bit rate")
                    : CheckResult.Ok(subject, text);
    }
}
