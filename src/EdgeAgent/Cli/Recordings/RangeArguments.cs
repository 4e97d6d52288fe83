using System.CommandLine;
using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli.Recordings;

/// <summary>Which time of which recordings: what the verbs that hand them out have in common.</summary>
internal sealed class RangeArguments
{
    private readonly TimeProvider _time;
    private readonly ConfigFileOption _file = new();
    private readonly Option<string?> _camera;
    private readonly RecordingTimeOption _from;
    private readonly RecordingTimeOption _to;
    private readonly Option<string> _out = new("--out") { HelpName = "DIR", Required = true };

    public RangeArguments(bool oneCamera, string outDescription, TimeProvider time)
    {
        _time = time;
        _camera = new Option<string?>("--camera")
        {
            Description = oneCamera ? "Whose recording." : "Whose recording. Absent: all that are recorded.",
            HelpName = "ID",
            Required = oneCamera,
        };
        _from = new RecordingTimeOption("--from", "Begin of the range", time) { Required = true };
        _to = new RecordingTimeOption("--to", "End of the range", time) { Required = true };
        _out.Description = outDescription;
    }

    public void AddTo(Command verb)
    {
        verb.Add(_file);
        verb.Add(_camera);
        verb.Add(_from);
        verb.Add(_to);
        verb.Add(_out);
    }

    /// <summary>Opens the recordings that are meant.</summary>
    /// <exception cref="ConfigurationException">Wrong usage: no range of the past, or no camera that is known; or the configuration cannot be used.</exception>
    /// <exception cref="Recording.RecordingException"><c>recording/none</c>: nothing was ever recorded there.</exception>
    public AskedRange Open(ParseResult parsed)
    {
        var (from, to) = ReadRange(parsed);
        var options = AgentConfiguration.Load(parsed.GetValue(_file)!).Options;
        var recorded = RecordedCameras.Recorded(options);
        if (recorded.Count == 0)
        {
            throw ExportProblems.NothingEver(DataPaths.Recordings(options));
        }

        IReadOnlyList<CameraId> cameras = parsed.GetValue(_camera) is { } asked
            ? [RecordedCameras.Find(asked, options, recorded)]
            : RecordedCameras.Known(options, recorded);
        return new AskedRange(options, HoldVerb.Search(options), [.. cameras], from, to, Path.GetFullPath(parsed.GetValue(_out)!));
    }

    private (DateTimeOffset From, DateTimeOffset To) ReadRange(ParseResult parsed)
    {
        var (from, to, now) = (parsed.GetValue(_from)!.Value, parsed.GetValue(_to)!.Value, _time.GetUtcNow());
        var wrong = to > now ? ExportProblems.InFuture(Typed(_to), TimeZoneInfo.ConvertTime(now, _time.LocalTimeZone))
            : from >= to ? ExportProblems.WrongOrder(Typed(_from), Typed(_to))
            : null;
        return wrong is null ? (from, to) : throw new ConfigurationException([wrong]);

        string Typed(Option option) => $"{option.Name} '{parsed.GetResult(option)!.Tokens[0].Value}'";
    }
}
