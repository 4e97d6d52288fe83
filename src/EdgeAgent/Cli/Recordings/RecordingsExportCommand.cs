using System.CommandLine;

namespace EdgeAgent.Cli.Recordings;

/// <summary><c>recordings export</c>: all of a time range, for whoever stands at the pole with a disk.</summary>
internal static class RecordingsExportCommand
{
    public static Command Create()
    {
        var time = TimeProvider.System;
        var arguments = new RangeArguments(oneCamera: false, "A directory that is not there yet, or is empty; on a USB disk, say.", time);
        var verb = new Verb(
            "export",
            "Hand over what was recorded in a time range: MP4 files, manifest.json and SHA256SUMS, also while the agent runs.",
            "edgeagent recordings export --config agent.json --from \"2026-07-01 18:00\" --to \"2026-07-01 20:00\" --out /media/usb/case-7");
        arguments.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var range = arguments.Open(parsed);
            var progress = new RangeProgress(range, parsed.InvocationConfiguration.Error, time);
            await new RecordingExport(range, progress, time).RunAsync(parsed.InvocationConfiguration.Output, cancel);
            return ExitCode.Done;
        });
        return verb;
    }
}
