using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

/// <summary><c>camera statics list</c>: what was learned, in words, as JSON, and in pictures.</summary>
internal static class CameraStaticsListCommand
{
    public static Command Create()
    {
        var file = new ConfigFileOption();
        var camera = new Option<string?>("--camera") { Description = "Only this camera.", HelpName = "ID" };
        var sheet = new Option<string?>("--sheet") { Description = "A page with a picture of each, to look at.", HelpName = "PNG" };
        var json = new JsonOption();
        var verb = new Verb(
            "list",
            "List what cameras have learned to drop; while the agent runs, with counts that are up to an hour old.",
            "edgeagent camera statics list --config /etc/edgeagent/agent.json --sheet statics.png")
        {
            file,
            camera,
            sheet,
            json,
        };
        verb.SetAction(parsed =>
        {
            var (rows, problems) = Read(AgentConfiguration.Load(parsed.GetValue(file)!).Options, parsed.GetValue(camera));
            if (parsed.GetValue(sheet) is { } path)
            {
                CameraStaticsSheet.Save(rows, path);
            }

            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(rows, ConfigurationJson.Options));
            }
            else if (rows.Count == 0)
            {
                output.WriteLine("nothing is learned");
            }
            else
            {
                TextTable.Write(output, [["CAMERA", "ID", "CLASS", "BOX", "LEARNED", "DROPPED", "UNSEEN"], .. rows.Select(Cells)]);
            }

            FaultReport.WriteProblems(problems, parsed.InvocationConfiguration.Error);
            return problems.Count > 0 ? ExitCode.Failed : ExitCode.Done;
        });
        return verb;
    }

    private static (IReadOnlyList<CameraStaticsRow> Rows, IReadOnlyList<Problem> Problems) Read(AgentOptions options, string? camera)
    {
        var (rows, problems) = (new List<CameraStaticsRow>(), new List<Problem>());
        foreach (var book in CameraStaticsCommand.Books(options, camera))
        {
            var (document, problem) = book.Read();
            rows.AddRange(document.Statics.Select(entry => CameraStaticsRow.Of(book, entry)));
            problems.AddRange(problem is null ? [] : [problem]);
        }

        return (rows, problems);
    }

    private static string[] Cells(CameraStaticsRow row) =>
    [
        row.Camera,
        row.Id.ToString(CultureInfo.InvariantCulture),
        row.Label,
        string.Join(',', row.Box.Select(part => part.ToString("0.000", CultureInfo.InvariantCulture))),
        row.LearnedAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-",
        row.Suppressed.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{row.UnseenSeconds / 3600:0.0} h"),
    ];
}
