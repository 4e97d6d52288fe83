using EdgeAgent.Domain;
using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>A frame with what the agent made of it drawn on top, for a person to judge aim, zones, tracks and events. Shapes first, then labels.</summary>
internal sealed class Picture : IDisposable
{
    // A zone that is nearly all of the picture would only tint it.
    private const float LargestFilled = 0.9f;

    private const int TrailShades = 8;

    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly Pen _pen;
    private readonly LabelPlacer _labels;

    public Picture(Frame frame)
        : this(FrameBitmap.From(frame))
    {
    }

    /// <param name="bitmap">Four bytes a pixel; from now on the picture's.</param>
    public Picture(SKBitmap bitmap)
    {
        _bitmap = bitmap;
        _canvas = new SKCanvas(_bitmap);
        _pen = new Pen(_canvas, bitmap.Width, bitmap.Height);
        _labels = new LabelPlacer(new SKSize(bitmap.Width, bitmap.Height));
    }

    public SKBitmap Bitmap
    {
        get
        {
            _canvas.Flush();
            return _bitmap;
        }
    }

    /// <summary>Lines at every tenth, labelled, so that zone corners can be read off.</summary>
    public void DrawGrid()
    {
        for (var i = 1; i < 10; i++)
        {
            var at = i / 10f;
            _pen.Line(new NormalizedPoint(at, 0), new NormalizedPoint(at, 1), Palette.Grid);
            _pen.Line(new NormalizedPoint(0, at), new NormalizedPoint(1, at), Palette.Grid);
            TryLabel(new BoundingBox(at, 0, 0, 0), Palette.Plate, null, $"{at:0.0}");
            TryLabel(new BoundingBox(0, at, 0, 0), Palette.Plate, null, $"{at:0.0}");
        }
    }

    public void DrawZone(Zone zone, bool active)
    {
        var filled = Extent(zone).Area <= LargestFilled;
        _pen.Polygon(zone.Polygon.AsSpan(), active ? Palette.Alarm : Palette.Zone, (byte)(!filled ? 0 : active ? 45 : 20));
    }

    /// <summary>Its name, or its id where the font cannot write the name.</summary>
    public void LabelZone(Zone zone, bool active)
    {
        var top = zone.Polygon.Min(point => point.Y);
        var edge = zone.Polygon.Where(point => point.Y - top < 0.02f).ToList();
        var anchor = new BoundingBox(edge.Min(point => point.X), top, edge.Max(point => point.X) - edge.Min(point => point.X), 0);
        TryLabel(anchor, active ? Palette.Alarm : Palette.Zone, null, LabelFont.Writable(zone.Name, zone.Id));
    }

    /// <summary>With a tick in the middle on its right side, as seen from its start to its end.</summary>
    public void DrawLine(Line line, bool active)
    {
        var color = active ? Palette.Alarm : Palette.Zone;
        _pen.Line(line.Start, line.End, color);
        _pen.Tick(line.Start, line.End, color);
    }

    /// <summary>Its name, or its id where the font cannot write the name.</summary>
    public void LabelLine(Line line, bool active) => TryLabel(
        new BoundingBox(line.Start.X, line.Start.Y, 0, 0), active ? Palette.Alarm : Palette.Zone, null, LabelFont.Writable(line.Name, line.Id));

    /// <summary>Something that is no track.</summary>
    public void DrawThing(in BoundingBox box)
    {
        _labels.Spare(_pen.Area(box.ClampToPicture()));
        _pen.Box(box.ClampToPicture(), Palette.Alarm, 2);
    }

    /// <summary>Where somebody was last who has to do with an event.</summary>
    public void DrawParty(EventParty party)
    {
        var box = party.LastBox.ClampToPicture();
        _pen.DashedBox(box, Palette.OfTrack(party.Track));
        TryLabel(box, Palette.OfTrack(party.Track), null, $"{party.ObjectClass} {party.Track}", $"{party.Track}");
    }

    public void DrawTrack(in Track track, bool alarming)
    {
        var box = track.Box.ClampToPicture();
        _labels.Spare(_pen.Area(box));
        _pen.Box(box, alarming ? Palette.Alarm : Palette.OfTrack(track.Id), alarming ? 2 : 1.3f);
    }

    /// <summary>A box that the picture is not about.</summary>
    public void DrawBystander(in Track track) => _pen.Box(track.Box.ClampToPicture(), Palette.OfTrack(track.Id).WithAlpha(150), 0.7f);

    /// <summary>A box that nobody has seen in this picture: where the tracker thinks that it is.</summary>
    public void DrawPrediction(in Track track, float visibility) =>
        _pen.DashedBox(track.Box.ClampToPicture(), Palette.OfTrack(track.Id).WithAlpha((byte)(200 * visibility)));

    /// <summary>Where a track's foot point has been, fading with age in a few steps: one stroke for each point would cost more than all the rest.</summary>
    public void DrawTrail(int trackId, ReadOnlySpan<TrailPoint> trail, MediaTime now)
    {
        for (var (first, i) = (0, 1); i <= trail.Length; i++)
        {
            var shade = ShadeOf(trail[i - 1], now);
            if (i == trail.Length || trail[i].Jumped || ShadeOf(trail[i], now) != shade)
            {
                // The next stroke begins where this one ends, but for a jump.
                var joined = i < trail.Length && !trail[i].Jumped;
                _pen.Stroke(trail[first..(joined ? i + 1 : i)], Palette.OfTrack(trackId).WithAlpha((byte)(255 * (shade + 1) / TrailShades)));
                first = i;
            }
        }
    }

    /// <summary>The limbs of which both ends are seen.</summary>
    public void DrawPose(int trackId, in Pose pose, float seenScore)
    {
        foreach (var (from, to) in Skeleton.Limbs)
        {
            var (a, b) = (pose[from], pose[to]);
            if (a.Score >= seenScore && b.Score >= seenScore)
            {
                _pen.Limb(new NormalizedPoint(a.X, a.Y), new NormalizedPoint(b.X, b.Y), Palette.OfTrack(trackId));
            }
        }
    }

    /// <summary>Puts one of the texts, the longest that suits the box, where there is room; returns the number of the place.</summary>
    /// <param name="track">What is labelled.</param>
    /// <param name="alarming">It has an open event.</param>
    /// <param name="before">The place that its label had in the picture before.</param>
    /// <param name="texts">The longest first.</param>
    public int? LabelTrack(in Track track, bool alarming, int? before, params ReadOnlySpan<string> texts)
    {
        var box = track.Box.ClampToPicture();
        var widest = Math.Max(2 * _pen.Area(box).Width, _bitmap.Width / 6f);
        while (texts.Length > 1 && _pen.SizeOf(texts[0]).Width > widest)
        {
            texts = texts[1..];
        }

        return TryLabel(box, alarming ? Palette.Alarm : Palette.OfTrack(track.Id), before, texts);
    }

    /// <summary>Lines from the upper left corner on, each as long as fits; more than a third of the picture they never take.</summary>
    public void DrawBanner(IReadOnlyList<BannerLine> lines)
    {
        var height = _pen.SizeOf("").Height;
        var room = Math.Max(1, (int)(_bitmap.Height / 3f / height));
        var shown = lines.Count <= room ? lines : [.. lines.Take(room - 1), BannerLine.More(lines.Count - room + 1)];
        for (var i = 0; i < shown.Count && LabelFont.IsThere; i++)
        {
            var text = _pen.SizeOf(shown[i].Text).Width <= _bitmap.Width ? shown[i].Text : shown[i].Short;
            var place = SKRect.Create(new SKPoint(0, i * height), _pen.SizeOf(text));
            _labels.Take(place);
            _pen.Label(place, text, shown[i].Open ? Palette.Alarm : Palette.Over);
        }
    }

    /// <summary>One line in the lower left corner.</summary>
    public void DrawCaption(string text) => TryLabel(new BoundingBox(0, 1, 0, 0), Palette.Plate, null, text);

    /// <exception cref="IOException">The file cannot be written; there is none then.</exception>
    public void SavePng(string path) => PngFile.Save(Bitmap, path);

    public void Dispose()
    {
        _pen.Dispose();
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private static int ShadeOf(TrailPoint point, MediaTime now) =>
        Math.Clamp((int)(TrailShades * (1 - ((now - point.Time) / TrackTrails.Length))), 0, TrailShades - 1);

    private static BoundingBox Extent(Zone zone)
    {
        var (left, top) = (zone.Polygon.Min(point => point.X), zone.Polygon.Min(point => point.Y));
        return new BoundingBox(left, top, zone.Polygon.Max(point => point.X) - left, zone.Polygon.Max(point => point.Y) - top);
    }

    private int? TryLabel(BoundingBox anchor, SKColor plate, int? before, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (LabelFont.IsThere && _labels.Place(_pen.Area(anchor), _pen.SizeOf(text), before) is { } found)
            {
                _pen.Label(found.Place, text, plate);
                return found.Number;
            }
        }

        return null;
    }
}
