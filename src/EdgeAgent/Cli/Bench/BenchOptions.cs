using System.CommandLine;

namespace EdgeAgent.Cli.Bench;

/// <summary>How much is measured.</summary>
/// <param name="Frames">Measured at most.</param>
/// <param name="WarmUp">Frames before them.</param>
/// <param name="Threads">That detect.</param>
/// <param name="Loops">The file begins again until there were enough frames.</param>
internal sealed record BenchOptions(long Frames, long WarmUp, int Threads, bool Loops)
{
    private const long DefaultWarmUp = 50;
    private const string Swscale = "swscale";

    private static readonly NumberOption<long> FramesOption = new("--frames", 1, 100_000_000)
    {
        Description = "Measure this many frames, and begin the file again for them; the file once by default.",
    };

    private static readonly NumberOption<long> WarmUpOption = new("--warm-up", 1, 1_000_000) { Description = $"Frames before those; {DefaultWarmUp} by default." };
    private static readonly NumberOption<int> ThreadsOption = new("--threads", 1, 64) { Description = "Frames that are looked at at once; as many as there are cores by default." };
    private static readonly Option<string?> AgainstOption = new("--against")
    {
        Description = $"Compare with a peer on the same frame, in turns: {Swscale}, FFmpeg's scaler (bilinear).",
        HelpName = "PEER",
    };

    static BenchOptions() => AgainstOption.AcceptOnlyFromAmong(Swscale);

    public static void AddTo(Command verb)
    {
        foreach (var option in new Option[] { FramesOption, WarmUpOption, ThreadsOption, AgainstOption })
        {
            verb.Add(option);
        }
    }

    public static bool ComparesLetterbox(ParseResult parsed) => parsed.GetValue(AgainstOption) is not null;

    public static BenchOptions Read(ParseResult parsed)
    {
        var frames = parsed.GetValue(FramesOption);
        return new BenchOptions(
            frames ?? long.MaxValue / 2, parsed.GetValue(WarmUpOption) ?? DefaultWarmUp, parsed.GetValue(ThreadsOption) ?? Environment.ProcessorCount, frames is not null);
    }
}
