using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary><c>eval</c>: measure tracking and detection on recorded data.</summary>
internal static class EvalCommand
{
    public static Command Create() => new Verb(
        "eval",
        "Measure how well the agent tracks and describes, and how far two models agree.",
        "edgeagent eval track --det det.txt --out result.txt --gt gt.txt")
    {
        EvalTrackCommand.Create(),
        EvalDetectCommand.Create(),
        EvalAppearanceCommand.Create(),
    };
}
