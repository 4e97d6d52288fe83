using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Recording.Index;

namespace EdgeAgent.Cli.Recordings;

/// <summary><c>recordings list</c>: from when to when there are recordings, and where there are none.</summary>
internal static class RecordingsListCommand
{
    public static Command Create()
    {
        var file = new ConfigFileOption();
        var camera = new Option<string?>("--camera") { Description = "Of one camera only.", HelpName = "ID" };
        var from = new RecordingTimeOption("--from", "What ends after this", TimeProvider.System);
        var to = new RecordingTimeOption("--to", "What begins before this", TimeProvider.System);
        var json = new JsonOption();
        var verb = new Verb(
            "list",
            "List what was recorded: from when to when, codec, size, and the gaps. The agent may run meanwhile.",
            "edgeagent recordings list --config /etc/edgeagent/agent.json --camera gate --from 2026-07-01T00:00:00")
        {
            file,
            camera,
            from,
            to,
            json,
        };
        verb.SetAction(parsed =>
        {
            var options = AgentConfiguration.Load(parsed.GetValue(file)!).Options;
            var segments = SegmentCatalog.Read(DataPaths.Recordings(options), parsed.GetValue(camera) is { } id ? new CameraId(id) : null);
            var ranges = RecordedRange.Join(segments.Where(segment =>
                !(segment.EndUtc <= parsed.GetValue(from)) && !(segment.StartUtc.Value >= parsed.GetValue(to))));
            if (parsed.GetValue(json))
            {
                parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(ranges.Select(RangeAnswer.Of), ConfigurationJson.Options));
            }
            else
            {
                Write(ranges, parsed.InvocationConfiguration.Output);
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static void Write(IReadOnlyList<RecordedRange> ranges, TextWriter output)
    {
        if (ranges.Count == 0)
        {
            output.WriteLine("nothing was recorded");
            return;
        }

        TextTable.Write(
            output,
            [
                ["camera", "from", "to", "duration", "gap before", "video", "MB", "clock"],
                .. ranges.Select(range => new[]
                {
                    range.Camera.Value,
                    Local(range.First.StartUtc.Value),
                    Local(range.EndUtc),
                    Text(range.Duration),
                    range.Gap is { } gap ? Text(gap) : "",
                    $"{range.First.Codec} {range.First.Width}x{range.First.Height}",
                    (range.SizeBytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture),
                    range.First.StartUtc.Synchronised ? "synced" : "unsynced",
                }),
            ]);
    }

    private static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan time) => time.Duration() >= TimeSpan.FromHours(24)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.0} d")
        : time.ToString(@"hh\:mm\:ss\.f", CultureInfo.InvariantCulture);
}
