using EdgeAgent.Capture;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Pipeline;
using EdgeAgent.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli.Analysis;

/// <summary>One pass over a file, as fast as it goes.</summary>
internal static class AnalysisRun
{
    /// <exception cref="ProblemException">The file cannot be read to its end, or the model failed; what was readable was handed on.</exception>
    public static async Task<CaptureStatistics> RunAsync(
        AnalysisSettings settings, OnnxModel model, Action<EdgeEvent> onEvent, Action<AnalysedFrame> onFrame, CancellationToken cancel, RuleTrace? trace = null)
    {
        var clock = new FileMediaClock(settings.Start, isTold: settings.ToldStart is not null);
        using var analysis = new FileAnalysis(settings.Plan, model, clock, onEvent, onFrame, settings.PoseModel, trace: trace);
        var source = new VideoSource(settings.Plan.Capture, clock, NullLogger<VideoSource>.Instance);
        try
        {
            await source.RunAsync(analysis, cancel);
        }
        catch (ProblemException)
        {
            // What was readable was analysed: what it began ends.
            analysis.Finish();
            throw;
        }

        analysis.Finish();
        return source.Statistics;
    }
}
