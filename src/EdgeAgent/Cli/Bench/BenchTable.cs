using System.Globalization;

namespace EdgeAgent.Cli.Bench;

/// <summary>A report for people.</summary>
internal static class BenchTable
{
    public static void Write(TextWriter output, BenchReport report)
    {
        string[] header = ["stage", "times", "median ms", "p99 ms", "mean ms"];
        TextTable.Write(output, [header, .. report.Stages.Select(Row)]);
        output.WriteLine();
        TextTable.Write(
            output,
            ["frames", Text($"{report.Frames} with {report.Model}, {report.DetectionThreads} at once")],
            ["speed", Text($"{report.FramesPerSecond:0.0} frames/s")],
            ["processor", Text($"{report.CpuMillisecondsPerFrame:0.00} ms per frame")],
            ["managed heap", Text($"{report.AllocatedBytesPerFrame:0.0} bytes per frame, {report.Collections} collections, with {report.Changes} tracks begun or ended and events")],
            ["memory", Text($"{report.StartMegabytes:0} MB at the start, {report.EndMegabytes:0} MB at the end, {report.PeakMegabytes:0} MB at most")]);
        if (report.Against is { } peer)
        {
            output.WriteLine();
            string[] titles = ["letterbox", "median ms", "ratio"];
            TextTable.Write(
                output,
                titles,
                [Text($"ours, {peer.FrameSize}, {peer.Runs} times in turns"), Text($"{peer.LetterboxMilliseconds:0.000}"), "1"],
                [$"{peer.Peer}, chroma for every pixel as ours", Text($"{peer.PeerMilliseconds:0.000}"), Text($"{peer.Ratio:0.0}")],
                [$"{peer.Peer}, chroma for every second pixel", Text($"{peer.PeerHalfChromaMilliseconds:0.000}"), Text($"{peer.RatioHalfChroma:0.0}")]);
        }
    }

    private static string[] Row(StageTimes times) =>
    [
        times.Stage,
        Text($"{times.Count}"),
        Text($"{times.MedianMilliseconds:0.000}"),
        Text($"{times.P99Milliseconds:0.000}"),
        Text($"{times.MeanMilliseconds:0.000}"),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
