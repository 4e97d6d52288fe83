using System.CommandLine;
using EdgeAgent.Cli.Analysis;
using EdgeAgent.Cli.Eval.Appearances;
using EdgeAgent.Detection;

namespace EdgeAgent.Cli;

/// <summary><c>eval appearance</c>: what the agent says people wear, against what an eye saw.</summary>
internal static class EvalAppearanceCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Videos; of each the labels are DIR/NAME.csv.", Arity = ArgumentArity.OneOrMore };
        var labels = new Option<string>("--labels") { Description = "Folder with the labels.", HelpName = "DIR", Required = true };
        var options = new AnalysisOptions();
        var json = new JsonOption();
        var verb = new Verb(
            "appearance",
            "Measure how often the colours of clothes that the agent names are those that an eye saw, with a confusion table.",
            "edgeagent eval appearance town-centre.mp4 --labels scripts/campaigns/appearance/labels")
        {
            files, labels, json,
        };
        options.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            // All labels first: a slip in the last file is not to cost the minutes of the others.
            var matchers = parsed.GetValue(files)!
                .Select(file => (File: file, Name: Path.GetFileNameWithoutExtension(file)))
                .Select(video => (video.File, Matcher: new LabelMatcher(video.Name, LabelFile.Read(Path.Combine(parsed.GetValue(labels)!, $"{video.Name}.csv")))))
                .ToList();
            List<PersonAnswer> answers = [];
            foreach (var (file, matcher) in matchers)
            {
                var settings = options.Read(parsed, file);
                using var model = OnnxModel.Load(settings.Model);
                var progress = new AnalysisProgress(parsed.InvocationConfiguration.Error, TimeProvider.System);
                var result = await AnalysisRun.RunAsync(
                    settings,
                    model,
                    _ => { },
                    frame =>
                    {
                        matcher.Take(frame);
                        progress.Report(frame);
                    },
                    cancel);
                result.ThrowIfBrokenOff();
                answers.AddRange(matcher.Answers());
            }

            var report = new AppearanceReport(answers);
            if (parsed.GetValue(json))
            {
                parsed.InvocationConfiguration.Output.WriteLine(report.ToJson());
            }
            else
            {
                report.WriteTo(parsed.InvocationConfiguration.Output);
            }

            // Figures over nobody are no result.
            return answers.Exists(answer => answer.Track is not null) ? ExitCode.Done : ExitCode.Failed;
        });
        return verb;
    }
}
