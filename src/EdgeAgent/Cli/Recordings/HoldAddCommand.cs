using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli.Recordings;

/// <summary><c>recordings hold add</c>: keeps a piece of a recording.</summary>
internal static class HoldAddCommand
{
    public static Command Create()
    {
        var file = new ConfigFileOption();
        var camera = new Option<string>("--camera") { Description = "Whose recording.", HelpName = "ID", Required = true };
        var time = TimeProvider.System;
        var from = new RecordingTimeOption("--from", "From here on", time) { Required = true };
        var to = new RecordingTimeOption("--to", "To here, which may be in the future", time) { Required = true };
        var until = new RecordingTimeOption("--until", "When the hold ends by itself", time) { Required = true };
        var reason = new Option<string>("--reason") { Description = "Why, such as the number of the case.", HelpName = "TEXT", Required = true };
        var json = new JsonOption();
        var verb = new Verb(
            "add",
            "Keep a piece of a recording for a case: it is not deleted before the hold ends or is released.",
            "edgeagent recordings hold add --camera gate --from 2026-07-01T12:00:00 --to 2026-07-01T12:30:00 --until 2026-10-01T00:00:00 --reason 2026-0117")
        {
            file,
            camera,
            from,
            to,
            until,
            reason,
            json,
        };
        verb.SetAction(parsed =>
        {
            var options = AgentConfiguration.Load(parsed.GetValue(file)!).Options;
            var hold = HoldVerb.Book(options).Add(
                RecordedCameras.Find(parsed.GetValue(camera)!, options, RecordedCameras.Recorded(options)),
                parsed.GetValue(from)!.Value,
                parsed.GetValue(to)!.Value,
                parsed.GetValue(until)!.Value,
                parsed.GetValue(reason)!,
                HoldVerb.Search(options),
                options.Recording.HoldMaximumBytes);
            parsed.InvocationConfiguration.Output.WriteLine(
                parsed.GetValue(json) ? JsonSerializer.Serialize(hold, ConfigurationJson.Options) : HoldVerb.Describe(hold));
            return ExitCode.Done;
        });
        return verb;
    }
}
