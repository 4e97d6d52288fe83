using EdgeAgent.Capture;
using EdgeAgent.Detection;
using EdgeAgent.Domain;
using EdgeAgent.Pipeline;
using EdgeAgent.Rules;
using EdgeAgent.Search.Orders;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli.Analysis;

/// <summary>One pass over a file, as fast as it goes.</summary>
internal static class AnalysisRun
{
    /// <summary>Of a file that breaks off, what was readable is handed on, and the result says so.</summary>
    /// <exception cref="ProblemException">Nothing in the file can be read, or the model failed.</exception>
    public static async Task<AnalysisResult> RunAsync(
        AnalysisSettings settings, OnnxModel model, Action<EdgeEvent> onEvent, Action<AnalysedFrame> onFrame, CancellationToken cancel, RuleTrace? trace = null,
        OrderBook? orders = null)
    {
        var clock = settings.Clock;
        using var analysis = new FileAnalysis(settings.Plan, model, clock, onEvent, onFrame, settings.PoseModel, trace: trace, orders: orders);
        var source = new VideoSource(settings.Plan.Capture, clock, NullLogger<VideoSource>.Instance);
        ProblemException? brokeOff = null;
        try
        {
            await source.RunAsync(analysis, cancel);
        }
        catch (ProblemException fault) when (source.Statistics.Pictures > 0)
        {
            brokeOff = fault;
        }

        // What was readable began something, and it ends. A model that failed says so here once more.
        analysis.Finish();
        return new AnalysisResult(source.Statistics, analysis.Statics.Suppressed, analysis.Statics.Fault, brokeOff);
    }
}
