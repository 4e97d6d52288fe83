using EdgeAgent.Parts;

namespace EdgeAgent.Capture.FFmpeg;

public sealed class FFmpegVersionTests
{
    /// <summary>True for the system's release as for every other one that these tests are run against.</summary>
    [Fact]
    public void The_release_in_use_is_named_with_where_it_is_from()
    {
        var description = FFmpegVersion.Describe();
        Assert.Matches(@"^\S*\d+\.\d+\S* \(libavformat \d+\.\d+\), ", description);
        var files = LoadedLibraries();
        Assert.NotEmpty(files);
        if (OtherFFmpeg.IsInUse)
        {
            var directory = Environment.GetEnvironmentVariable("EDGEAGENT_FFMPEG_DIRECTORY")!;
            Assert.EndsWith($", from {directory}", description, StringComparison.Ordinal);
            Assert.All(files, file => Assert.StartsWith(directory, file, StringComparison.Ordinal));
            Assert.StartsWith(OtherFFmpeg.ReleaseOf(directory), description, StringComparison.Ordinal);
        }
        else
        {
            Assert.EndsWith(", the system's", description, StringComparison.Ordinal);
        }
    }

    // /proc/self/maps: the file is the sixth column.
    private static List<string> LoadedLibraries() =>
    [
        .. File.ReadLines("/proc/self/maps")
            .Select(line => line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length == 6)
            .Select(columns => columns[5].Trim())
            .Where(file => Path.GetFileName(file).StartsWith("libav", StringComparison.Ordinal))
            .Distinct(),
    ];
}
