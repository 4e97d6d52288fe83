using System.CommandLine;
using EdgeAgent.Cli.Analysis;
using EdgeAgent.Detection;
using EdgeAgent.Messaging;
using EdgeAgent.Search.Orders;

namespace EdgeAgent.Cli;

/// <summary><c>analyze FILE</c>: the pipeline on recorded video, as fast as it can.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The video." };
        var options = new AnalysisOptions();
        var pictures = new PictureOptions();
        var order = new OrderArgument();
        var sightings = new Option<string?>("--sightings")
        {
            Description = "Remember in this directory who was seen, as a pole does, for edgeagent search --data DIR.",
            HelpName = "DIR",
        };
        var verb = new Verb(
            "analyze",
            "Run the whole analysis on a video file; events are printed as CloudEvents, one a line.",
            "edgeagent analyze visit.mp4 --zone 0.3,0.4,0.7,0.4,0.7,0.9,0.3,0.9 --order orders.json --annotate seen.mp4 --report seen.html > events.jsonl")
        {
            file, order, sightings,
        };
        options.AddTo(verb);
        pictures.AddTo(verb, file);
        verb.SetAction(async (parsed, cancel) =>
        {
            var settings = options.Read(parsed, parsed.GetValue(file)!);
            var orders = order.Read(parsed, parsed.InvocationConfiguration.Error);
            using var model = OnnxModel.Load(settings.Model);
            using var outputs = pictures.Open(parsed, settings, model.Manifest);
            using var kept = parsed.GetValue(sightings) is { } directory ? new KeptSightings(directory, settings) : null;
            return await RunAsync(settings, model, outputs, kept, orders, parsed.InvocationConfiguration, cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        AnalysisSettings settings,
        OnnxModel model,
        AnalysisOutputs? outputs,
        KeptSightings? kept,
        OrderBook? orders,
        InvocationConfiguration console,
        CancellationToken cancel)
    {
        var progress = new AnalysisProgress(console.Error, TimeProvider.System);
        var result = await AnalysisRun.RunAsync(
            settings,
            model,
            edgeEvent =>
            {
                progress.Count(edgeEvent);
                outputs?.Take(edgeEvent);
                console.Output.WriteLine(EventEnvelope.ToJsonLine(edgeEvent, settings.Pole, settings.Mode));
            },
            frame =>
            {
                outputs?.Take(frame);
                kept?.Take(frame);
                progress.Report(frame);
            },
            cancel,
            orders: orders);
        outputs?.Complete();
        kept?.Complete();
        progress.Finish(result);
        result.ThrowIfBrokenOff();
        return ExitCode.Done;
    }
}
