using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Recording;

namespace EdgeAgent.Cli.Recordings;

/// <summary>Cuts one camera's range into files whose names tell people what they are.</summary>
internal static class RangeFiles
{
    /// <exception cref="RecordingException"><c>clip/no-pictures</c>, <c>export/exists</c>, <c>disk/*</c>; no file stays.</exception>
    public static async Task<ExportedCamera> CutAsync(
        AskedRange range, CameraId camera, RangeProgress progress, TimeProvider time, CancellationToken cancel)
    {
        var request = new ClipRequest(SegmentClock.Of(range.From), SegmentClock.Of(range.To), Path.Combine(range.OutDirectory, $"{camera}.mp4"))
        {
            MaximumParts = int.MaxValue,
            PartName = (part, start) => NewName(range.OutDirectory, camera, part, SegmentClock.ToUtc(start)),
        };
        try
        {
            var clip = await new RangeCutter(range.Search, time).CutAsync(camera, request, progress.Of(camera), cancel);
            return ExportedCamera.Of(camera, range.From, range.To, clip);
        }
        finally
        {
            progress.Finish();
        }
    }

    // Such as gate-001-20261126T090000Z.mp4: no colon, which FAT does not take.
    private static string NewName(string directory, CameraId camera, int part, DateTimeOffset start)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{camera}-{part + 1:000}-{start.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.mp4");
        return File.Exists(Path.Combine(directory, name)) ? throw ExportProblems.FileExists(Path.Combine(directory, name)) : name;
    }
}
