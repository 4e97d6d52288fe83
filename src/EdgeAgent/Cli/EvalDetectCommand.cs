using System.CommandLine;
using EdgeAgent.Cli.Eval;
using EdgeAgent.Detection;

namespace EdgeAgent.Cli;

/// <summary><c>eval detect</c>: how far two models agree on recorded video.</summary>
internal static class EvalDetectCommand
{
    private const double UsualFramesPerSecond = 2;

    public static Command Create()
    {
        var candidate = new Argument<string>("MODEL") { Description = "Folder with manifest.json and the ONNX file of the candidate." };
        var folder = new Argument<string>("DIR") { Description = "Folder with videos." };
        var reference = new Option<string>("--reference")
        {
            Description = "The same of the model that it is measured against.",
            DefaultValueFactory = _ => new ModelOptions().Directory,
            HelpName = "DIR",
        };
        var rate = new NumberOption<double>("--rate", 0, 1000)
        {
            Description = $"Frames looked at per second of video; 0 for every frame, {UsualFramesPerSecond} by default.",
        };
        var json = new JsonOption();
        var verb = new Verb(
            "detect",
            "Measure how far the detections of a model are those of another, such as of one before it was made smaller.",
            "edgeagent eval detect .artifacts/model-int8 recordings --reference .artifacts/model --rate 5")
        {
            candidate, folder, reference, rate, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var files = VideoFolder.List(parsed.GetValue(folder)!);
            using var models = new ModelPair(parsed.GetValue(reference)!, parsed.GetValue(candidate)!);
            var evaluation = new DetectionEvaluation(
                models, parsed.GetValue(rate) ?? UsualFramesPerSecond, parsed.InvocationConfiguration.Error, TimeProvider.System);
            var report = await evaluation.RunAsync(files, cancel);
            if (parsed.GetValue(json))
            {
                parsed.InvocationConfiguration.Output.WriteLine(report.ToJson());
            }
            else
            {
                report.WriteTo(parsed.InvocationConfiguration.Output);
            }

            // Figures over nothing are no result.
            return report.Files.Count > 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return verb;
    }
}
