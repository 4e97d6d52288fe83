using EdgeAgent.Domain;
using SkiaSharp;

namespace EdgeAgent.Imaging;

/// <summary>A frame with what the agent made of it drawn on top, for a person to judge aim, zones and tracks.</summary>
internal sealed class Picture : IDisposable
{
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly Pen _pen;

    public Picture(Frame frame)
    {
        _bitmap = FrameBitmap.From(frame);
        _canvas = new SKCanvas(_bitmap);
        _pen = new Pen(_canvas, frame.Width, frame.Height);
    }

    /// <summary>Lines at every tenth, labelled, so that zone corners can be read off.</summary>
    public void DrawGrid()
    {
        for (var i = 1; i < 10; i++)
        {
            var at = i / 10f;
            _pen.Line(new NormalizedPoint(at, 0), new NormalizedPoint(at, 1), Palette.Grid);
            _pen.Line(new NormalizedPoint(0, at), new NormalizedPoint(1, at), Palette.Grid);
            _pen.Text(at, 0, $"{at:0.0}", Palette.Grid);
            _pen.Text(0, at, $"{at:0.0}", Palette.Grid);
        }
    }

    public void DrawZone(Zone zone, bool active)
    {
        var color = active ? Palette.ActiveZone : Palette.Zone;
        _pen.Polygon(zone.Polygon.AsSpan(), color);
        var top = zone.Polygon.MinBy(p => p.Y);
        _pen.Text(top.X, top.Y, zone.Name, color);
    }

    public void DrawTrack(in Track track, string label)
    {
        var color = Palette.OfTrack(track.Id);
        var box = track.Box.ClampToPicture();
        _pen.Box(box, color, dashed: track.State == TrackState.Lost);
        _pen.Text(box.X, box.Y, $"{label} {track.Id}  {track.Score:0.00}", color);
    }

    /// <summary>Where a track's foot point has been.</summary>
    public void DrawTrail(int trackId, ReadOnlySpan<NormalizedPoint> footPoints) => _pen.Path(footPoints, Palette.OfTrack(trackId));

    /// <summary>One line along the lower edge.</summary>
    public void DrawCaption(string text) => _pen.Caption(text);

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePng(string path)
    {
        _canvas.Flush();
        using var data = _bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(path);
        data.SaveTo(file);
    }

    public void Dispose()
    {
        _pen.Dispose();
        _canvas.Dispose();
        _bitmap.Dispose();
    }
}
