using System.CommandLine;
using EdgeAgent.Capture;
using EdgeAgent.Cli.Analysis;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
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
        var pictures = new Option<string?>("--pictures")
        {
            Description = "Write PNGs with boxes, tracks and zones into this folder: one for each event, and one every --every seconds.",
            HelpName = "DIR",
        };
        var every = new Option<double>("--every") { Description = "Seconds between pictures; 0 for events only.", DefaultValueFactory = _ => 2, HelpName = "SECONDS" };
        var verb = new Verb(
            "analyze",
            "Run the whole analysis on a video file; events are printed as CloudEvents, one a line.",
            "edgeagent analyze visit.mp4 --zone 0.3,0.4,0.7,0.4,0.7,0.9,0.3,0.9 --pictures out > events.jsonl")
        {
            file,
            pictures,
            every,
        };
        options.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var settings = options.Read(parsed, parsed.GetValue(file)!);
            var painter = parsed.GetValue(pictures) is { } folder
                ? new AnalysisPictures(folder, parsed.GetValue(every), settings.Plan.Zones)
                : null;
            return await RunAsync(settings, painter, parsed.InvocationConfiguration, cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        AnalysisSettings settings, AnalysisPictures? painter, InvocationConfiguration console, CancellationToken cancel)
    {
        using var model = OnnxModel.Load(settings.Model);
        var clock = new FileMediaClock(settings.Start);
        var progress = new AnalysisProgress(console.Error, TimeProvider.System);
        using var analysis = new FileAnalysis(
            settings.Plan,
            model,
            clock,
            edgeEvent =>
            {
                progress.Count(edgeEvent);
                console.Output.WriteLine(EventEnvelope.ToJsonLine(edgeEvent, settings.Pole, settings.Mode));
            },
            frame =>
            {
                painter?.Take(frame, model.Manifest.Labels);
                progress.Report(frame);
            });
        var source = new VideoSource(settings.Plan.Capture, clock, NullLogger<VideoSource>.Instance);
        await source.RunAsync(analysis, cancel);
        analysis.Finish();
        progress.Finish(source.Statistics);
        return ExitCode.Done;
    }
}
