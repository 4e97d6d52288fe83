using System.Text;
using System.Text.Json;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>The tracks of a video for programs, one JSON object a line.</summary>
internal sealed class TrackFile
{
    private const string Option = "--tracks";

    private readonly string _path;
    private readonly TrackStories _stories;

    /// <exception cref="Domain.ProblemException"><c>file/unwritable</c></exception>
    public TrackFile(string path, TrackStories stories)
    {
        (_path, _stories) = (Path.GetFullPath(path), stories);
        OutputFile.Check(_path, Option);
    }

    /// <exception cref="Domain.ProblemException"><c>file/unwritable</c></exception>
    public void Complete() => OutputFile.Write(_path, Option, file =>
    {
        using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        foreach (var story in _stories.All)
        {
            writer.Write(JsonSerializer.Serialize(TrackLine.Of(story), MessageJson.Options));
            writer.Write('\n');
        }
    });
}
