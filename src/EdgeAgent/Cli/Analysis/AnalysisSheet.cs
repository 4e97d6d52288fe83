using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using SkiaSharp;

namespace EdgeAgent.Cli.Analysis;

/// <summary>One page that tells of a video: each event at its moment, or the video at a steady pace. It keeps small pictures only.</summary>
internal sealed class AnalysisSheet : IDisposable
{
    private const int MostEvents = 24;
    private const int MostPaces = 12;

    // A picture is taken again only where it is visibly better.
    private const float BetterScore = 0.02f;

    private readonly string _path;
    private readonly AnalysisSettings _settings;
    private readonly SheetWords _words;
    private readonly List<SheetEvent> _events = [];
    private readonly PaceTiles _paces = new(MostPaces);
    private readonly HashSet<int> _tracks = [];
    private MediaTime _last;
    private long _frames;
    private int _eventCount;

    public AnalysisSheet(string path, AnalysisSettings settings, SheetWords words)
    {
        (_path, _settings, _words) = (Path.GetFullPath(path), settings, words);
        OutputFile.Check(_path, "--sheet");
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
        var analysed = view.Analysed;
        _frames++;
        _last = analysed.Frame.Time;
        var seen = analysed.Tracks.Where(track => track.State == TrackState.Confirmed).ToDictionary(track => track.Id);
        _tracks.UnionWith(seen.Keys);
        _paces.Take(_last, () => new SheetTile(TileOf(view), null) { Lines = _words.Of(_last, seen.Values) });
        foreach (var known in _events.Where(known => known.Latest.Phase != EventPhase.End))
        {
            if (seen.TryGetValue(known.Start.Tracks.FirstOrDefault(), out var track) && track.Score > known.Score + BetterScore)
            {
                known.ShowCloser(CloseUp.Of(view, track.Box), track.Score);
            }
        }

        foreach (var start in analysed.Events.Where(edgeEvent => edgeEvent.Phase == EventPhase.Start))
        {
            Begin(view, start, seen);
        }
    }

    /// <exception cref="ProblemException"><c>file/unwritable</c></exception>
    public void Complete()
    {
        foreach (var known in _events)
        {
            known.Tile.Lines = _words.Of(known);
        }

        var events = _events.OrderBy(known => known.Start.Time).Select(known => known.Tile);
        using var sheet = new ContactSheet
        {
            Title = Path.GetFileName(_settings.Plan.Capture.Url),
            Lines =
            [
                $"{EventWords.Offset(_last)} of video   {Count(_frames, "frame")} analysed   {Count(_tracks.Count, "track")}   {Count(_eventCount, "event")}",
                _words.Header(_settings),
            ],
            Heading = Heading(),
            Tiles = _events.Count == 0 ? _paces.All : [.. events, .. _paces.Spread(ContactSheet.Columns - (_events.Count % ContactSheet.Columns))],
        };
        try
        {
            sheet.SavePng(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.Unwritable(e, _path, "--sheet");
        }
    }

    public void Dispose()
    {
        _events.ForEach(known => known.Dispose());
        _paces.Dispose();
    }

    private static SKBitmap TileOf(AnalysedView view, EdgeEvent? edgeEvent = null) =>
        view.Tile(ContactSheet.TileWidth, ContactSheet.TileHeight, edgeEvent is null ? null : PictureFocus.Of(edgeEvent));

    private string Heading() => _eventCount switch
    {
        0 => "No events; the video at a steady pace",
        > MostEvents => $"{_eventCount} events: the {MostEvents} most severe and latest, +{_eventCount - MostEvents} more; and the video on the way",
        _ => $"{Count(_eventCount, "event")}, and the video on the way",
    };

    private static string Count(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private void Begin(AnalysedView view, EdgeEvent start, Dictionary<int, Track> seen)
    {
        _eventCount++;
        BoundingBox? box = seen.TryGetValue(start.Tracks.FirstOrDefault(), out var track) ? track.Box : start.BestBox;
        var closeUp = box is { } known ? CloseUp.Of(view, known) : null;
        _events.Add(new SheetEvent(start, new SheetTile(TileOf(view, start), closeUp) { Alarming = true }, track.Score));
        if (_events.Count > MostEvents)
        {
            var least = _events.OrderBy(known => known.Start.Severity).ThenBy(known => known.Start.Time).First();
            _events.Remove(least);
            least.Dispose();
        }
    }
}
