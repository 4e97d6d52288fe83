using EdgeAgent.Cli.Analysis.Report;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Analysis;

/// <summary>All that an analysis shows to people. What is not completed leaves no file behind.</summary>
internal sealed class AnalysisOutputs(Overlay overlay) : IDisposable
{
    public AnalysisPictures? Pictures { get; init; }

    public AnnotatedVideo? Video { get; init; }

    public AnalysisSheet? Sheet { get; init; }

    /// <summary>Where the report or the track file is asked for.</summary>
    public TrackStories? Stories { get; init; }

    public AnalysisReport? Report { get; init; }

    public TrackFile? Tracks { get; init; }

    public void Take(EdgeEvent edgeEvent)
    {
        Sheet?.Take(edgeEvent);
        Report?.Take(edgeEvent);
    }

    public void Take(in AnalysedFrame analysed)
    {
        overlay.Take(analysed.Frame, analysed.Tracks, analysed.Events);
        using var view = new AnalysedView(analysed, overlay);
        Pictures?.Take(view);
        Video?.Take(view);
        Sheet?.Take(view);
        Stories?.Take(analysed);
        Report?.Take(view);
    }

    public void Complete()
    {
        Video?.Complete();
        Sheet?.Complete();
        Stories?.Finish();
        Report?.Complete();
        Tracks?.Complete();
    }

    public void Dispose()
    {
        Video?.Dispose();
        Sheet?.Dispose();
    }
}
