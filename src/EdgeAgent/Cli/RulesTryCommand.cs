using System.CommandLine;
using EdgeAgent.Cli.Analysis;
using EdgeAgent.Cli.RuleTrial;
using EdgeAgent.Detection;
using EdgeAgent.Rules;

namespace EdgeAgent.Cli;

/// <summary><c>rules try FILE</c>: why each track did or did not fire each rule.</summary>
internal static class RulesTryCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The video, such as a clip of the camera." };
        var options = new AnalysisOptions();
        var rule = new Option<string?>("--rule") { Description = "Tell of this rule alone.", HelpName = "ID" };
        var sheet = new Option<string?>("--sheet")
        {
            Description = "Write one page with a picture of each track where it came nearest to a rule.",
            HelpName = "PNG",
        };
        var json = new JsonOption();
        var verb = new Verb(
            "try",
            "Run a camera's rules on a video, and say for each track why it did or did not fire each of them.",
            "edgeagent rules try visit.mp4 --config agent.json --camera gate --sheet why.png")
        {
            file, rule, sheet, json,
        };
        options.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var settings = TriedRules.Only(options.Read(parsed, parsed.GetValue(file)!), parsed.GetValue(rule));
            using var model = OnnxModel.Load(settings.Model);
            var trace = new RuleTrace();
            var tracks = new TriedTracks();
            var events = new EventCounts();
            using var page = parsed.GetValue(sheet) is { } path ? new TrialSheet(path, settings, model.Manifest, trace) : null;
            var progress = new AnalysisProgress(parsed.InvocationConfiguration.Error, TimeProvider.System);
            var result = await AnalysisRun.RunAsync(
                settings,
                model,
                edgeEvent =>
                {
                    progress.Count(edgeEvent);
                    events.Take(edgeEvent);
                },
                frame =>
                {
                    tracks.Take(frame);
                    page?.Take(frame);
                    progress.Report(frame);
                },
                cancel,
                trace);
            page?.Complete();
            progress.Finish(result);
            var report = TrialReport.Of(settings.Plan.Rules, trace, tracks, events, model.Manifest.Labels);
            if (parsed.GetValue(json))
            {
                parsed.InvocationConfiguration.Output.WriteLine(report.ToJson());
            }
            else
            {
                report.WriteTo(parsed.InvocationConfiguration.Output);
            }

            result.ThrowIfBrokenOff();
            return ExitCode.Done;
        });
        return verb;
    }
}
