using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Search;

internal static class SearchProblems
{
    public static ProblemException NothingEver(string path) => new(new Problem(
        "search/none", "nothing that was seen is kept here", "has the agent run with this configuration? Its user's files are readable to root", path));

    public static Problem UnknownCamera(string asked, IReadOnlyList<CameraId> known) => new(
        "search/unknown-camera",
        $"camera \"{asked}\" has seen nothing that is kept",
        $"{(Spelling.Nearest(asked, [.. known.Select(camera => camera.Value)]) is { } meant ? $"did you mean {meant}? " : "")}there are {string.Join(", ", known.Select(camera => camera.Value))}");
}
