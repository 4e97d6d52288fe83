using System.Diagnostics;
using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Cli.Analysis;
using EdgeAgent.Detection;
using EdgeAgent.Imaging;

namespace EdgeAgent.Cli.Bench;

/// <summary>
/// Our letterbox and FFmpeg's scaler on the same frame in turns, so that both meet the same processor. The peer stops at a packed RGB
/// picture; ours goes on to the normalised tensor.
/// </summary>
internal static class LetterboxComparison
{
    private const int WarmUp = 50;
    private const int Runs = 500;

    public static async Task<Comparison> RunAsync(AnalysisSettings settings, CancellationToken cancel)
    {
        var input = ModelPackage.Read(settings.Model.Directory).Manifest.Input;
        using var frame = await Snapshot.TakeAsync(settings.Plan.Capture, cancel);
        var letterbox = new Letterbox(frame, input);
        var tensor = new float[3 * input.Width * input.Height];
        using var full = new SwScaler(frame, letterbox.Width, letterbox.Height, fullChroma: true);
        using var half = new SwScaler(frame, letterbox.Width, letterbox.Height, fullChroma: false);
        var (ours, fulls, halves) = (new double[Runs], new double[Runs], new double[Runs]);
        for (var i = -WarmUp; i < Runs; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var at = Math.Max(i, 0);
            ours[at] = Time(() => letterbox.Fill(frame, tensor));
            fulls[at] = Time(() => full.Scale(frame));
            halves[at] = Time(() => half.Scale(frame));
        }

        return new Comparison
        {
            Peer = "swscale",
            FrameSize = $"{frame.Width}×{frame.Height} to {letterbox.Width}×{letterbox.Height}",
            Runs = Runs,
            LetterboxMilliseconds = Median(ours),
            PeerMilliseconds = Median(fulls),
            Ratio = Math.Round(Median(fulls) / Median(ours), 2),
            PeerHalfChromaMilliseconds = Median(halves),
            RatioHalfChroma = Math.Round(Median(halves) / Median(ours), 2),
        };
    }

    private static double Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(double[] milliseconds) => Math.Round(Percentile.Of(milliseconds, 0.5), 4);
}
