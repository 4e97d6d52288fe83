using System.Collections.Immutable;
using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>What is drawn on the pictures of one camera, as it stands after a frame: zones, tracks with trails, open events and the time.</summary>
/// <param name="zones">That are watched.</param>
/// <param name="lines">That are watched.</param>
/// <param name="labels">Of the model's classes.</param>
/// <param name="clock">Wall-clock time of a media time, in words; empty where nobody knows it.</param>
internal sealed class Overlay(ImmutableArray<Zone> zones, ImmutableArray<Line> lines, ImmutableArray<string> labels, Func<MediaTime, string> clock)
{
    // Beyond a moment a prediction is a guess, and a box that drifts over an empty street.
    private static readonly TimeSpan PredictionShown = TimeSpan.FromSeconds(1);

    private readonly TrackTrails _trails = new();
    private readonly OpenEvents _events = new(
        zones.Select(zone => (zone.Id, zone.Name)).Concat(lines.Select(line => (line.Id, line.Name))).DistinctBy(area => area.Id).ToDictionary());
    private readonly Dictionary<int, int> _labelPlaces = [];
    private IReadOnlyList<Track> _tracks = [];
    private MediaTime _now;

    /// <param name="frame">That the tracks and events are of.</param>
    /// <param name="tracks">As they stand after it.</param>
    /// <param name="events">Raised by it.</param>
    public void Take(Frame frame, IReadOnlyList<Track> tracks, IReadOnlyList<EdgeEvent> events)
    {
        _now = frame.Time;
        _tracks = tracks;
        _trails.Add(_now, tracks, (float)frame.Width / frame.Height);
        _events.Take(_now, events);
        foreach (var track in tracks.Where(track => track.State == TrackState.Removed))
        {
            _labelPlaces.Remove(track.Id);
        }
    }

    /// <param name="picture">Of the frame, of any size.</param>
    /// <param name="moving">It is one of a sequence: its labels stay where they were.</param>
    public void DrawOn(Picture picture, bool moving)
    {
        // Small boxes over large ones, alarms over all; their labels find room in the opposite order.
        var seen = _tracks.Where(track => track.State == TrackState.Confirmed)
            .OrderBy(track => _events.IsAlarming(track.Id)).ThenByDescending(track => track.Box.Area).ToList();
        DrawShapes(picture, seen);
        picture.DrawBanner(_events.Lines());
        picture.DrawCaption(Caption());
        foreach (var zone in zones)
        {
            picture.LabelZone(zone, _events.IsActive(zone.Id));
        }

        foreach (var line in lines)
        {
            picture.LabelLine(line, _events.IsActive(line.Id));
        }

        foreach (var track in Enumerable.Reverse(seen))
        {
            Label(picture, track, moving);
        }
    }

    /// <summary>Only what the picture is about is labelled: its tracks with their trails, its zones and lines, who has to do with it.</summary>
    public void DrawOn(Picture picture, PictureFocus focus)
    {
        foreach (var zone in zones.Where(zone => focus.Areas.Contains(zone.Id)))
        {
            picture.DrawZone(zone, focus.Alarming);
        }

        foreach (var line in lines.Where(line => focus.Areas.Contains(line.Id)))
        {
            picture.DrawLine(line, focus.Alarming);
        }

        foreach (var track in _tracks.Where(track => track.State == TrackState.Confirmed && !focus.Tracks.Contains(track.Id)))
        {
            picture.DrawBystander(track);
        }

        foreach (var party in focus.Parties)
        {
            picture.DrawTrail(party.Track, _trails.Of(party.Track), _now);
            picture.DrawParty(party);
        }

        var subjects = _tracks.Where(track => track.State == TrackState.Confirmed && focus.Tracks.Contains(track.Id)).ToList();
        foreach (var track in subjects)
        {
            picture.DrawTrail(track.Id, _trails.Of(track.Id), _now);
            picture.DrawTrack(track, focus.Alarming);
        }

        if (subjects.Count == 0 && focus.Thing is { } thing)
        {
            picture.DrawThing(thing);
        }

        picture.DrawCaption(Caption());
        foreach (var track in subjects)
        {
            Label(picture, track, moving: false);
        }

        foreach (var zone in zones.Where(zone => focus.Areas.Contains(zone.Id)))
        {
            picture.LabelZone(zone, focus.Alarming);
        }

        foreach (var line in lines.Where(line => focus.Areas.Contains(line.Id)))
        {
            picture.LabelLine(line, focus.Alarming);
        }
    }

    private string Caption() => $"{EventWords.Offset(_now)}  {clock(_now)}".TrimEnd();

    private void DrawShapes(Picture picture, List<Track> seen)
    {
        foreach (var zone in zones)
        {
            picture.DrawZone(zone, _events.IsActive(zone.Id));
        }

        foreach (var line in lines)
        {
            picture.DrawLine(line, _events.IsActive(line.Id));
        }

        foreach (var track in _tracks.Where(track => track.State == TrackState.Lost && IsInPicture(track.Box)))
        {
            var visibility = track.IsHidden ? 1 : 1 - (float)((_now - track.LastSeen) / PredictionShown);
            if (visibility > 0)
            {
                picture.DrawTrail(track.Id, _trails.Of(track.Id), _now);
                picture.DrawPrediction(track, visibility);
            }
        }

        foreach (var track in seen)
        {
            picture.DrawTrail(track.Id, _trails.Of(track.Id), _now);
        }

        foreach (var track in seen)
        {
            picture.DrawTrack(track, _events.IsAlarming(track.Id));
        }
    }

    private void Label(Picture picture, in Track track, bool moving)
    {
        var number = track.Id.ToString(CultureInfo.InvariantCulture);
        var name = labels[track.ClassId];
        int? before = moving && _labelPlaces.TryGetValue(track.Id, out var known) ? known : null;
        var place = picture.LabelTrack(
            track,
            _events.IsAlarming(track.Id),
            before,
            string.Create(CultureInfo.InvariantCulture, $"{name} {number}  {track.Score:0.00}"),
            $"{name} {number}",
            number);
        if (moving && place is { } found)
        {
            _labelPlaces[track.Id] = found;
        }
    }

    /// <summary>The most of it: what leaves the picture is gone, not lost.</summary>
    private static bool IsInPicture(BoundingBox box) => box.ClampToPicture().Area > 0.7f * box.Area;
}
