using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Analysis;

/// <summary>All that an analysis shows to people. What is not completed leaves no file behind.</summary>
internal sealed class AnalysisOutputs(Overlay overlay, AnalysisPictures? pictures, AnnotatedVideo? video, AnalysisSheet? sheet) : IDisposable
{
    public void Take(EdgeEvent edgeEvent) => sheet?.Take(edgeEvent);

    public void Take(in AnalysedFrame analysed)
    {
        overlay.Take(analysed.Frame, analysed.Tracks, analysed.Events);
        using var view = new AnalysedView(analysed, overlay);
        pictures?.Take(view);
        video?.Take(view);
        sheet?.Take(view);
    }

    public void Complete()
    {
        video?.Complete();
        sheet?.Complete();
    }

    public void Dispose()
    {
        video?.Dispose();
        sheet?.Dispose();
    }
}
