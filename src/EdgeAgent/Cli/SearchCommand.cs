using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Cli.Search;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Cli;

/// <summary><c>search</c>: who was seen that fits a description.</summary>
internal static class SearchCommand
{
    private static readonly JsonSerializerOptions OneLine = new(ConfigurationJson.Options) { WriteIndented = false };

    public static Command Create()
    {
        var arguments = new SearchArguments(TimeProvider.System);
        var sheet = new Option<string?>("--sheet") { Description = "A page with the best view of each, to look at.", HelpName = "PNG" };
        var json = new JsonOption();
        var verb = new Verb(
            "search",
            "Find who or what was seen that fits a description, the likeliest first; what could not be told of somebody speaks neither for nor against. The agent may run meanwhile.",
            "edgeagent search --config /etc/edgeagent/agent.json --since 18:00 --top red,orange --bottom blue --age child --alone --heading left")
        {
            sheet,
            json,
        };
        arguments.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var query = arguments.Query(parsed);
            var data = arguments.DataDirectory(parsed);
            var matches = Search(DataPaths.Sightings(data), query);
            var crops = DataPaths.Crops(data);
            if (parsed.GetValue(sheet) is { } page)
            {
                FoundSheet.Save(matches, query.Description, crops, page);
            }

            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                Write(output, matches, crops);
            }
            else if (matches.Count == 0)
            {
                output.WriteLine("nothing was seen in that time");
            }
            else
            {
                FoundTable.Write(output, matches);
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static IReadOnlyList<SightingMatch> Search(string path, SightingQuery query)
    {
        if (!File.Exists(path))
        {
            throw SearchProblems.NothingEver(path);
        }

        var matches = SightingsFile.Search(path, query);
        return matches.Count == 0 && query.Camera is { } camera && SightingsFile.Cameras(path) is var known && !known.Contains(camera)
            ? throw new ConfigurationException([SearchProblems.UnknownCamera(camera.Value, known)])
            : matches;
    }

    private static void Write(TextWriter output, IReadOnlyList<SightingMatch> matches, string crops)
    {
        for (var i = 0; i < matches.Count; i++)
        {
            var crop = matches[i].Sighting.Crop is { } name ? Path.Combine(crops, name) : null;
            output.WriteLine(JsonSerializer.Serialize(FoundAnswer.Of(matches[i], i + 1, crop), OneLine));
        }
    }
}
