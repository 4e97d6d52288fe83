using EdgeAgent.Cli.Analysis;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using EdgeAgent.Pipeline;
using EdgeAgent.Rules;

namespace EdgeAgent.Cli.RuleTrial;

/// <summary>One page that shows each track where it came nearest to a rule, and says how near that was.</summary>
internal sealed class TrialSheet : IDisposable
{
    private const int MostTracks = 30;

    private readonly string _path;
    private readonly AnalysisSettings _settings;
    private readonly ModelManifest _model;
    private readonly RuleTrace _trace;
    private readonly Overlay _overlay;
    private readonly Dictionary<int, (SheetTile Tile, MediaTime Time, TriedTrack Track)> _tiles = [];
    private readonly Dictionary<(string Rule, int Track), RuleProgress> _shown = [];

    public TrialSheet(string path, AnalysisSettings settings, ModelManifest model, RuleTrace trace)
    {
        (_path, _settings, _model, _trace) = (Path.GetFullPath(path), settings, model, trace);
        _overlay = settings.CreateOverlay(model);
        OutputFile.Check(_path, "--sheet");
    }

    public void Take(in AnalysedFrame analysed)
    {
        _overlay.Take(analysed.Frame, analysed.Tracks, analysed.Events);
        var nearer = _trace.All.Where(progress => !progress.IsOfOtherClass && IsNearer(progress)).ToList();
        nearer.ForEach(progress => _shown[(progress.Rule, progress.Track)] = progress);
        using var view = new AnalysedView(analysed, _overlay);
        foreach (var track in analysed.Tracks.Where(track => track.State == TrackState.Confirmed))
        {
            if (nearer.Exists(progress => progress.Track == track.Id) && (_tiles.ContainsKey(track.Id) || _tiles.Count < MostTracks))
            {
                Show(view, track);
            }
        }
    }

    /// <exception cref="ProblemException"><c>file/unwritable</c></exception>
    public void Complete()
    {
        var reached = _trace.All.ToDictionary(progress => (progress.Rule, progress.Track));
        foreach (var (tile, time, track) in _tiles.Values)
        {
            tile.Lines =
            [
                $"{_model.Labels[track.ClassId]} {track.Id}   at {EventWords.Offset(time)}",
                .. _settings.Plan.Rules.Select(rule => $"{rule.Id}: {TrialVerdict.Of(reached.GetValueOrDefault((rule.Id, track.Id)))}"),
            ];
        }

        using var sheet = new ContactSheet
        {
            Title = Path.GetFileName(_settings.Plan.Capture.Url),
            Lines = [.. _settings.Plan.Rules.Select(rule => $"{rule.Id}   {rule.Type}"), SheetWords.Of(_settings, _model).Header(_settings)],
            Heading = _tiles.Count == 0 ? "No track came near a rule" : $"{_tiles.Count} tracks, each where it came nearest to a rule",
            Tiles = [.. _tiles.OrderBy(known => known.Key).Select(known => known.Value.Tile)],
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
        foreach (var (tile, _, _) in _tiles.Values)
        {
            tile.Dispose();
        }
    }

    private bool IsNearer(RuleProgress progress)
    {
        if (!_shown.TryGetValue((progress.Rule, progress.Track), out var known))
        {
            return true;
        }

        // A tenth nearer is worth a new picture; what fired stays as it was then.
        return known.Fired is null
            && (progress.Fired is not null || progress.Step > known.Step || progress.Value > known.Value + (progress.Needed / 10));
    }

    private void Show(AnalysedView view, in Track track)
    {
        var id = track.Id;
        var fired = _trace.All.Any(progress => progress.Fired is not null && progress.Track == id);
        var focus = new PictureFocus
        {
            Tracks = [track.Id],
            Areas = [.. _settings.Plan.Zones.Select(zone => zone.Id), .. _settings.Plan.Lines.Select(line => line.Id)],
            Alarming = fired,
        };
        if (_tiles.Remove(track.Id, out var before))
        {
            before.Tile.Dispose();
        }

        var tile = new SheetTile(view.Tile(ContactSheet.TileWidth, ContactSheet.TileHeight, focus), CloseUp.Of(view, track.Box)) { Alarming = fired };
        _tiles[track.Id] = (tile, view.Analysed.Frame.Time, new TriedTrack(track.Id, track.ClassId, track.FirstSeen, track.LastSeen, track.Score));
    }
}
