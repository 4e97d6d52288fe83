using System.CommandLine;
using System.Text.Json;

namespace EdgeAgent.Cli.Recordings;

/// <summary><c>recordings clip</c>: one camera's range as MP4.</summary>
internal static class RecordingsClipCommand
{
    public static Command Create()
    {
        var time = TimeProvider.System;
        var arguments = new RangeArguments(oneCamera: true, "Where the files go; nothing there is overwritten.", time);
        var json = new JsonOption();
        var verb = new Verb(
            "clip",
            "Cut a time range out of a camera's recording, as MP4, also while the agent runs. It begins with the keyframe before; a reconnection or a change of format begins another file.",
            "edgeagent recordings clip --config agent.json --camera gate --from \"2026-07-01 18:00\" --to \"2026-07-01 18:05\" --out clips");
        arguments.AddTo(verb);
        verb.Add(json);
        verb.SetAction(async (parsed, cancel) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var range = arguments.Open(parsed);
            Directory.CreateDirectory(range.OutDirectory);
            var progress = new RangeProgress(range, parsed.InvocationConfiguration.Error, time);
            var clip = await RangeFiles.CutAsync(range, range.Cameras[0], progress, time, cancel);
            foreach (var line in parsed.GetValue(json) ? [JsonSerializer.Serialize(clip, ExportManifest.Json)] : RangeText.Of(clip))
            {
                output.WriteLine(line);
            }

            return ExitCode.Done;
        });
        return verb;
    }
}
