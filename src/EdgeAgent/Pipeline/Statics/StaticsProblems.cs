using EdgeAgent.Domain;

namespace EdgeAgent.Pipeline.Statics;

/// <summary>What can be wrong with what was learned.</summary>
internal static class StaticsProblems
{
    public static Problem Damaged(string path, string finding) => new(
        "statics/damaged", finding, "nothing is dropped until it is learned again; the file is kept beside as .unreadable when the next is written", path);

    public static Problem Newer(string path, int version) => new(
        "statics/newer-version",
        $"version {version} was written by a newer agent; this one understands {StaticsDocument.Supported}",
        "install the newer agent again, or have it learned anew; the file is kept beside as .unreadable when the next is written",
        path);

    public static Problem Unreadable(string path, string cause) => new(
        "statics/unreadable",
        cause,
        "check that the agent's user may read it, and the disk; the file is kept beside as .unreadable when the next is written",
        path);

    public static Problem Unwritable(string path, string cause) => new(
        "statics/unwritable", cause, "free space on this disk and check that the agent's user may write there; it goes on in memory", path);

    public static Problem Unknown(string camera, int id, IEnumerable<int> known) => new(
        "statics/unknown",
        $"camera {camera} has no static detection {id}",
        known.Any() ? $"give one of {string.Join(", ", known)}" : "there is none to forget",
        "--camera");
}
