using System.CommandLine;
using EdgeAgent.Capture;
using EdgeAgent.Cli.Analysis;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli;

/// <summary><c>analyze FILE</c>: the pipeline on recorded video, as fast as it can.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The video." };
        var options = new AnalysisOptions();
        var pictures = new PictureOptions();
        var verb = new Verb(
            "analyze",
            "Run the whole analysis on a video file; events are printed as CloudEvents, one a line.",
            "edgeagent analyze visit.mp4 --zone 0.3,0.4,0.7,0.4,0.7,0.9,0.3,0.9 --annotate seen.mp4 --sheet seen.png > events.jsonl")
        {
            file,
        };
        options.AddTo(verb);
        pictures.AddTo(verb, file);
        verb.SetAction(async (parsed, cancel) =>
        {
            var settings = options.Read(parsed, parsed.GetValue(file)!);
            using var model = OnnxModel.Load(settings.Model);
            using var outputs = pictures.Open(parsed, settings, model.Manifest);
            return await RunAsync(settings, model, outputs, parsed.InvocationConfiguration, cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        AnalysisSettings settings, OnnxModel model, AnalysisOutputs? outputs, InvocationConfiguration console, CancellationToken cancel)
    {
        var clock = new FileMediaClock(settings.Start, isTold: settings.ToldStart is not null);
        var progress = new AnalysisProgress(console.Error, TimeProvider.System);
        using var analysis = new FileAnalysis(
            settings.Plan,
            model,
            clock,
            edgeEvent =>
            {
                progress.Count(edgeEvent);
                outputs?.Take(edgeEvent);
                console.Output.WriteLine(EventEnvelope.ToJsonLine(edgeEvent, settings.Pole, settings.Mode));
            },
            frame =>
            {
                outputs?.Take(frame);
                progress.Report(frame);
            });
        var source = new VideoSource(settings.Plan.Capture, clock, NullLogger<VideoSource>.Instance);
        try
        {
            await source.RunAsync(analysis, cancel);
        }
        catch (ProblemException)
        {
            // What was readable was analysed: what it began ends.
            analysis.Finish();
            throw;
        }

        analysis.Finish();
        outputs?.Complete();
        progress.Finish(source.Statistics);
        return ExitCode.Done;
    }
}
