using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using SkiaSharp;

namespace EdgeAgent.Cli.Analysis;

/// <summary>One page that tells of a video: each event at its best moment, or the video at a steady pace. It keeps small pictures only.</summary>
internal sealed class AnalysisSheet : IDisposable
{
    private const int MostEvents = 24;
    private const int MostPaces = 12;
    private const int PacesBesideEvents = 3;

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
        _paces.Take(_last, () => new SheetTile(TileOf(view), null) { Lines = [$"{EventWords.Offset(_last)}   {Count(seen.Count, "track")}"] });
        foreach (var known in _events.Where(known => known.Latest.Phase != EventPhase.End))
        {
            if (seen.TryGetValue(known.Start.Tracks[0], out var track) && track.Score > known.Score + BetterScore)
            {
                known.Replace(new SheetTile(TileOf(view), CloseUp(view, track.Box)), track.Score, _last);
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
        using var sheet = new ContactSheet
        {
            Title = Path.GetFileName(_settings.Plan.Capture.Url),
            Lines =
            [
                $"{EventWords.Offset(_last)} of video   {Count(_frames, "frame")} analysed   {Count(_tracks.Count, "track")}   {Count(_eventCount, "event")}",
                _words.Header(_settings),
            ],
        };
        foreach (var known in _events)
        {
            known.Tile.Lines = _words.Of(known);
        }

        if (_events.Count > 0)
        {
            var more = _eventCount > _events.Count ? $", the {_events.Count} most severe and latest of them (+{_eventCount - _events.Count} more)" : "";
            sheet.Add($"{Count(_eventCount, "event")}{more}", alarm: true, [.. _events.OrderBy(known => known.Start.Time).Select(known => known.Tile)]);
        }

        var paces = _paces.Spread(_events.Count > 0 ? PacesBesideEvents : MostPaces);
        sheet.Add(_events.Count > 0 ? "On the way" : "No events: the video at a steady pace", alarm: false, paces);
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

    private static SKBitmap TileOf(AnalysedView view) => view.Tile(ContactSheet.TileWidth, ContactSheet.TileHeight);

    /// <summary>A square round the box, so that what it stands on is seen too.</summary>
    private static SKBitmap CloseUp(AnalysedView view, BoundingBox box)
    {
        var (width, height) = (view.Source.Width, view.Source.Height);
        var side = Math.Clamp(1.25f * Math.Max(box.Width * width, box.Height * height), 16, Math.Min(width, height));
        var left = Math.Clamp(((box.X + (box.Width / 2)) * width) - (side / 2), 0, width - side);
        var top = Math.Clamp(((box.Y + (box.Height / 2)) * height) - (side / 2), 0, height - side);
        return view.Scaled(SKRect.Create(left, top, side, side), ContactSheet.CloseUpSide, ContactSheet.CloseUpSide);
    }

    private static string Count(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private void Begin(AnalysedView view, EdgeEvent start, Dictionary<int, Track> seen)
    {
        _eventCount++;
        SKBitmap? closeUp = seen.TryGetValue(start.Tracks[0], out var track) ? CloseUp(view, track.Box) : null;
        _events.Add(new SheetEvent(start, new SheetTile(TileOf(view), closeUp), track.Score, _last));
        if (_events.Count > MostEvents)
        {
            var least = _events.OrderBy(known => known.Start.Severity).ThenBy(known => known.Start.Time).First();
            _events.Remove(least);
            least.Dispose();
        }
    }
}
