using System.CommandLine;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Bench;

/// <summary>How much is measured.</summary>
/// <param name="Frames">Measured at most.</param>
/// <param name="WarmUp">Frames before them.</param>
/// <param name="Threads">That detect.</param>
/// <param name="Loops">The file begins again until there were enough frames.</param>
internal sealed record BenchOptions(long Frames, long WarmUp, int Threads, bool Loops)
{
    private const string Swscale = "swscale";

    private static readonly Option<long?> FramesOption = new("--frames") { Description = "Measure this many frames, and begin the file again for them; the file once by default.", HelpName = "N" };
    private static readonly Option<long> WarmUpOption = new("--warm-up") { Description = "Frames before those.", DefaultValueFactory = _ => 50, HelpName = "N" };
    private static readonly Option<int> ThreadsOption = new("--threads") { Description = "Frames that are looked at at once; as many as there are cores by default.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" };
    private static readonly Option<string?> AgainstOption = new("--against") { Description = $"Compare with a peer on the same frames, in turns: {Swscale}, FFmpeg's scaler (bilinear).", HelpName = "PEER" };

    public static void AddTo(Command verb)
    {
        AgainstOption.AcceptOnlyFromAmong(Swscale);
        foreach (var option in new Option[] { FramesOption, WarmUpOption, ThreadsOption, AgainstOption })
        {
            verb.Add(option);
        }
    }

    public static bool ComparesLetterbox(ParseResult parsed) => parsed.GetValue(AgainstOption) is not null;

    /// <exception cref="ProblemException">A number is out of range.</exception>
    public static BenchOptions Read(ParseResult parsed)
    {
        var frames = parsed.GetValue(FramesOption);
        Check("--frames", frames ?? 1, 1, 100_000_000);
        Check("--warm-up", parsed.GetValue(WarmUpOption), 1, 1_000_000);
        Check("--threads", parsed.GetValue(ThreadsOption), 1, 64);
        return new BenchOptions(frames ?? long.MaxValue / 2, parsed.GetValue(WarmUpOption), parsed.GetValue(ThreadsOption), frames is not null);
    }

    private static void Check(string option, long value, long lowest, long highest)
    {
        if (value < lowest || value > highest)
        {
            throw new ProblemException(new Problem("usage/number", $"{option} is {value}", $"give a number from {lowest} to {highest}", option));
        }
    }
}
