using System.Collections.Immutable;
using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Pipeline;
using EdgeAgent.Rules;

namespace EdgeAgent.Cli.Analysis;

/// <summary>Writes what the agent saw as pictures: at each event, and at a steady pace.</summary>
internal sealed class AnalysisPictures
{
    private readonly string _folder;
    private readonly TimeSpan _pace;
    private readonly ImmutableArray<Zone> _zones;
    private readonly TrackTrails _trails = new();
    private readonly HashSet<string> _activeZones = [];
    private MediaTime? _last;

    public AnalysisPictures(string folder, double everySeconds, IEnumerable<ZoneOptions> zones)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _pace = TimeSpan.FromSeconds(everySeconds);
        _zones = [.. zones.Select(zone => zone.ToZone())];
    }

    public void Take(in AnalysedFrame analysed, ImmutableArray<string> labels)
    {
        var time = analysed.Frame.Time;
        _trails.Add(analysed.Tracks);
        _activeZones.UnionWith(analysed.Events.Where(e => e.Phase == EventPhase.Start).Select(e => e.Zone!));
        foreach (var edgeEvent in analysed.Events)
        {
            Save(analysed, labels, $"{Stamp(time)}-{edgeEvent.Type}-{edgeEvent.Phase.ToString().ToLowerInvariant()}-track-{edgeEvent.Tracks[0]}");
        }

        if (_pace > TimeSpan.Zero && (_last is null || time - _last.Value >= _pace))
        {
            _last = time;
            Save(analysed, labels, Stamp(time));
        }

        _activeZones.ExceptWith(analysed.Events.Where(e => e.Phase == EventPhase.End).Select(e => e.Zone!));
    }

    private static string Stamp(MediaTime time) => time.TotalSeconds.ToString("0000.00", CultureInfo.InvariantCulture);

    private void Save(in AnalysedFrame analysed, ImmutableArray<string> labels, string name)
    {
        using var picture = new Picture(analysed.Frame);
        foreach (var zone in _zones)
        {
            picture.DrawZone(zone, _activeZones.Contains(zone.Id));
        }

        foreach (var track in analysed.Tracks.Where(t => t.State is TrackState.Confirmed or TrackState.Lost))
        {
            picture.DrawTrail(track.Id, _trails.Of(track.Id));
            picture.DrawTrack(track, labels[track.ClassId]);
        }

        picture.DrawCaption(name.Replace('-', ' '));
        picture.SavePng(Path.Combine(_folder, name + ".png"));
    }
}
