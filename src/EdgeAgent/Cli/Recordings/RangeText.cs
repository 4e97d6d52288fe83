using System.Globalization;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Recordings;

/// <summary>What was handed out, for people.</summary>
internal static class RangeText
{
    public static IEnumerable<string> Of(ExportedCamera camera)
    {
        if (camera.Problem is { } problem)
        {
            yield return problem.Message;
            yield break;
        }

        foreach (var part in camera.Parts)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{part.File}: {Local(part.Start)} to {Local(part.End)}, {part.Codec} {part.Width}×{part.Height}, {part.SizeBytes / 1e6:0.0} MB{(part.Clock == ClockState.Unsynced ? ", the clock was not set" : "")}");
        }

        foreach (var gap in camera.Gaps)
        {
            yield return gap.To > gap.From
                ? string.Create(CultureInfo.InvariantCulture, $"{camera.Camera}: missing {Local(gap.From)} to {Local(gap.To)} ({gap.Reason})")
                : $"{camera.Camera}: another file from {Local(gap.From)} on ({gap.Reason})";
        }
    }

    private static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.f", CultureInfo.InvariantCulture);
}
