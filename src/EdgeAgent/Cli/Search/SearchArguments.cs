using System.CommandLine;
using EdgeAgent.Cli.Recordings;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Cli.Search;

/// <summary>What is searched: where, in which time, for what.</summary>
internal sealed class SearchArguments(TimeProvider time)
{
    private const int DefaultLimit = 20;

    private readonly ConfigFileOption _file = new();
    private readonly Option<string?> _data = new("--data") { Description = "The data directory, instead of the configuration's.", HelpName = "DIR" };
    private readonly DescriptionOptions _description = new();
    private readonly RecordingTimeOption _since = new("--since", "Who was in view at this time or after it", time);
    private readonly RecordingTimeOption _until = new("--until", "Who was in view before this time, now by default", time);
    private readonly Option<string?> _camera = new("--camera") { Description = "By one camera only.", HelpName = "ID" };
    private readonly NumberOption<int> _limit = new("--limit", 1, SightingQuery.MaximumLimit) { Description = $"How many are told, {DefaultLimit} by default." };

    public void AddTo(Command verb)
    {
        verb.Add(_file);
        verb.Add(_data);
        _description.AddTo(verb);
        verb.Add(_since);
        verb.Add(_until);
        verb.Add(_camera);
        verb.Add(_limit);
    }

    /// <summary>Where everything lies that the agent has kept.</summary>
    /// <exception cref="ConfigurationException">The configuration cannot be used.</exception>
    public string DataDirectory(ParseResult parsed) =>
        Path.GetFullPath(parsed.GetValue(_data) ?? AgentConfiguration.Load(parsed.GetValue(_file)!).Options.DataDirectory);

    /// <exception cref="ConfigurationException">Wrong usage.</exception>
    public SightingQuery Query(ParseResult parsed)
    {
        var description = _description.Read(parsed);
        var (since, until, now) = (parsed.GetValue(_since), parsed.GetValue(_until), time.GetUtcNow());
        var wrong = since is null || since < (until ?? now) ? null
            : until is null ? ExportProblems.InFuture(Typed(parsed, _since), TimeZoneInfo.ConvertTime(now, time.LocalTimeZone))
            : ExportProblems.WrongOrder(Typed(parsed, _since), Typed(parsed, _until));
        if (wrong is not null)
        {
            throw new ConfigurationException([wrong]);
        }

        // Without an end it has none: where the clock was ahead once, what was seen then is found, too.
        var query = new SightingQuery { Description = description, Limit = parsed.GetValue(_limit) ?? DefaultLimit };
        return query with
        {
            From = since ?? query.From,
            To = until ?? query.To,
            Camera = parsed.GetValue(_camera) is { } camera ? new CameraId(camera) : null,
        };
    }

    private static string Typed(ParseResult parsed, Option option) => $"{option.Name} '{parsed.GetResult(option)!.Tokens[0].Value}'";
}
