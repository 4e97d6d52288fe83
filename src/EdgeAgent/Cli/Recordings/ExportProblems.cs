using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Recording;

namespace EdgeAgent.Cli.Recordings;

internal static class ExportProblems
{
    public static RecordingException NothingEver(string root) => new(new Problem(
        "recording/none",
        "nothing has been recorded here",
        "has the agent run with this configuration? Its user's files are readable to root",
        root));

    public static Problem InFuture(string typed, DateTimeOffset now) => new(
        "usage/wrong",
        $"{typed} lies in the future",
        string.Create(CultureInfo.InvariantCulture, $"it is {now:yyyy-MM-dd HH:mm:ss} here now; give now for all there is"));

    public static Problem WrongOrder(string from, string to) => new("usage/wrong", $"{from} must lie before {to}", "exchange them");

    public static Problem UnknownCamera(string asked, IReadOnlyList<CameraId> known) => new(
        "recording/unknown-camera",
        $"there is no camera \"{asked}\", neither in the configuration nor in the recordings",
        $"{(Spelling.Nearest(asked, [.. known.Select(camera => camera.Value)]) is { } meant ? $"did you mean {meant}? " : "")}known are {string.Join(", ", known.Select(camera => camera.Value))}");

    public static RecordingException FileExists(string path) => new(new Problem(
        "export/exists", "there is such a file already, and it is not overwritten", "delete it, or give another --out", path));

    public static RecordingException NotEmpty(string directory) => new(new Problem(
        "export/not-empty", "the directory is not empty, and nothing in it is overwritten", "give a new one with --out", directory));

    public static RecordingException Interrupted(string directory) => new(new Problem(
        "export/interrupted",
        $"an export into it was interrupted: {RecordingExport.Marker} is still there",
        "delete the directory and export again, or give another --out",
        directory));

    public static RecordingException NoSpace(string directory, long neededBytes, long freeBytes) => new(new Problem(
        "export/no-space",
        $"about {Mebibytes(neededBytes)} MiB are needed, {Mebibytes(freeBytes)} are free",
        "use a larger disk, or export a shorter range or one camera",
        directory));

    public static RecordingException NothingRecorded(IEnumerable<Problem> problems) => new(new Problem(
        "clip/no-pictures",
        string.Join("; ", problems.Select(problem => problem.Message)),
        "ask for a time that is recorded, see edgeagent recordings list"));

    private static long Mebibytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;
}
