using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Cli.Analysis;
using EdgeAgent.Cli.Bench;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

/// <summary><c>bench FILE</c>: what the seeing path costs, stage by stage.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The video." };
        var analysis = new AnalysisOptions();
        var json = new JsonOption();
        var verb = new Verb(
            "bench",
            "Measure what the way from packet to event costs on a video, stage by stage; every frame is analysed unless --rate says less.",
            "edgeagent bench visit.mp4 --frames 1000 --against swscale")
        {
            file,
            json,
            BenchSearchCommand.Create(),
            BenchDeliveryCommand.Create(),
        };
        analysis.AddTo(verb);
        BenchOptions.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var settings = analysis.Read(parsed, parsed.GetValue(file)!, defaultRate: 0, defaultRegions: 0);
            var options = BenchOptions.Read(parsed);
            var console = parsed.InvocationConfiguration;
            var progress = new BenchProgress(console.Error, TimeProvider.System);
            using var run = new BenchRun(settings, options, TimeProvider.System, progress.Report);
            var report = await run.RunAsync(cancel);
            progress.Finish();
            if (BenchOptions.ComparesLetterbox(parsed))
            {
                report = report with { Against = await LetterboxComparison.RunAsync(settings, cancel) };
            }

            if (parsed.GetValue(json))
            {
                console.Output.WriteLine(JsonSerializer.Serialize(report, ConfigurationJson.Options));
            }
            else
            {
                BenchTable.Write(console.Output, report);
            }

            return ExitCode.Done;
        });
        return verb;
    }
}
