using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using SkiaSharp;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>One page that tells of a video to whoever opens it in a browser: a timeline, every track with its best view, every event with its picture.</summary>
internal sealed class AnalysisReport
{
    private const string Option = "--report";

    /// <summary>Some 50 KB each.</summary>
    private const int MostEvents = 100;

    private const int StillWidth = 640;
    private const int StillHeight = 480;
    private const int StillQuality = 75;

    private readonly string _path;
    private readonly AnalysisSettings _settings;
    private readonly string _model;
    private readonly TrackStories _stories;
    private readonly List<ReportEvent> _events = [];
    private MediaTime? _first;
    private MediaTime _last;
    private long _frames;
    private int _eventCount;

    /// <exception cref="ProblemException"><c>file/unwritable</c></exception>
    public AnalysisReport(string path, AnalysisSettings settings, string model, TrackStories stories)
    {
        (_path, _settings, _model, _stories) = (Path.GetFullPath(path), settings, model, stories);
        OutputFile.Check(_path, Option);
    }

    /// <summary>Events come before the frame that raised them; those that the end of the file ends come without one.</summary>
    public void Take(EdgeEvent edgeEvent)
    {
        if (_events.Find(known => known.Start.EventId == edgeEvent.EventId) is { } known)
        {
            known.Latest = edgeEvent;
        }
    }

    public void Take(AnalysedView view)
    {
        _frames++;
        _last = view.Analysed.Frame.Time;
        _first ??= _last;
        foreach (var start in view.Analysed.Events.Where(edgeEvent => edgeEvent.Phase == EventPhase.Start))
        {
            Begin(view, start);
        }
    }

    /// <exception cref="ProblemException"><c>file/unwritable</c></exception>
    public void Complete()
    {
        var shown = _stories.All.OrderBy(story => story.Best is not { Jpeg.Length: > 0 }).Take(TrackStories.MostPictures)
            .OrderBy(story => story.Look is null).ThenBy(story => story.Id);
        var facts = new ReportFacts
        {
            Title = Path.GetFileName(_settings.Plan.Capture.Url),
            Model = _model,
            Clock = _settings.ToldClock,
            Zones = _settings.Zones,
            From = _first ?? default,
            To = _last,
            Frames = _frames,
            Tracks = [.. shown],
            TrackCount = _stories.All.Count,
            Events = [.. _events.OrderBy(known => known.Start.Time)],
            EventCount = _eventCount,
        };
        OutputFile.Write(_path, Option, file => ReportPage.Write(facts, file));
    }

    private void Begin(AnalysedView view, EdgeEvent start)
    {
        _eventCount++;
        using var still = view.Tile(StillWidth, StillHeight, PictureFocus.Of(start));
        using var jpeg = still.Encode(SKEncodedImageFormat.Jpeg, StillQuality);
        _events.Add(new ReportEvent(start, jpeg.ToArray()));
        if (_events.Count > MostEvents)
        {
            _events.Remove(_events.OrderBy(known => known.Start.Severity).ThenBy(known => known.Start.Time).First());
        }
    }
}
