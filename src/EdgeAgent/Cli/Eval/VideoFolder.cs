using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Eval;

/// <summary>The videos of a folder, told by their names; folders in it are not looked into.</summary>
internal static class VideoFolder
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".ts", ".mpg", ".mpeg", ".avi", ".flv", ".h264", ".264", ".hevc", ".265",
    };

    /// <summary>One or more, in the order of their names.</summary>
    /// <exception cref="ProblemException"><c>file/not-found</c>, <c>file/unreadable</c>, <c>file/no-video</c></exception>
    public static List<string> List(string folder)
    {
        try
        {
            var files = Directory.EnumerateFiles(folder)
                .Where(path => Extensions.Contains(Path.GetExtension(path)))
                .Order(StringComparer.Ordinal)
                .ToList();
            return files.Count > 0
                ? files
                : throw new ProblemException(new Problem("file/no-video", "no video in this folder", $"put files there whose names end in {string.Join(' ', Extensions)}", folder));
        }
        catch (DirectoryNotFoundException fault)
        {
            throw new ProblemException(new Problem("file/not-found", "no such folder", "check the path", folder), fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem("file/unreadable", fault.Message, "name a folder that this user may read", folder), fault);
        }
    }
}
