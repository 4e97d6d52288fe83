using EdgeAgent.Domain;
using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>Draws in normalised coordinates, with lines and letters that keep their share of the picture, and that stay legible in a small one.</summary>
internal sealed class Pen : IDisposable
{
    private const float SmallestText = 11;

    private readonly SKCanvas _canvas;
    private readonly SKSize _size;
    private readonly LabelFont _font;
    private readonly float _line;
    private readonly SKPaint _stroke;
    private readonly SKPaint _fill = new() { IsAntialias = true };
    private readonly SKPathEffect _dashes;

    public Pen(SKCanvas canvas, int width, int height)
    {
        _canvas = canvas;
        _size = new SKSize(width, height);

        // The height of a 16:9 picture of this area: a portrait one is as legible.
        var height169 = 0.75f * MathF.Sqrt((float)width * height);
        _font = new LabelFont(Math.Max(SmallestText, height169 / 60));
        _line = Math.Max(1.5f, height169 / 480);
        _stroke = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeJoin = SKStrokeJoin.Round };
        _dashes = SKPathEffect.CreateDash([4 * _line, 3 * _line], 0);
    }

    public SKSize SizeOf(string text) => new(MathF.Ceiling(_font.Measure(text) + (_font.Size * 0.6f)), MathF.Ceiling(_font.Size * 1.4f));

    /// <summary>In pixels.</summary>
    public SKRect Area(BoundingBox box) => SKRect.Create(At(new(box.X, box.Y)), new SKSize(box.Width * _size.Width, box.Height * _size.Height));

    public void Line(NormalizedPoint from, NormalizedPoint to, SKColor color)
    {
        Use(color, _line);
        _canvas.DrawLine(At(from), At(to), _stroke);
    }

    /// <summary>From the middle of a line to its right, as seen from its start.</summary>
    public void Tick(NormalizedPoint start, NormalizedPoint end, SKColor color)
    {
        var (from, to) = (At(start), At(end));
        var (middle, length) = (new SKPoint((from.X + to.X) / 2, (from.Y + to.Y) / 2), SKPoint.Distance(from, to));
        var reach = 8 * _line / Math.Max(length, 1);

        // In a picture y grows downwards: right of (x, y) is (-y, x).
        Use(color, _line);
        _canvas.DrawLine(middle, new SKPoint(middle.X - ((to.Y - from.Y) * reach), middle.Y + ((to.X - from.X) * reach)), _stroke);
    }

    /// <summary>A line with a dark rim.</summary>
    public void Limb(NormalizedPoint from, NormalizedPoint to, SKColor color)
    {
        Use(Palette.Halo, 3.5f * _line);
        _canvas.DrawLine(At(from), At(to), _stroke);
        Use(color, 2 * _line);
        _canvas.DrawLine(At(from), At(to), _stroke);
    }

    /// <summary>With a dark rim, so that it stands out from anything.</summary>
    public void Box(BoundingBox box, SKColor color, float weight)
    {
        var area = Area(box);
        Use(Palette.Halo, (weight + 1) * _line);
        _canvas.DrawRect(area, _stroke);
        Use(color, weight * _line);
        _canvas.DrawRect(area, _stroke);
    }

    public void DashedBox(BoundingBox box, SKColor color)
    {
        Use(color, _line);
        _stroke.PathEffect = _dashes;
        _canvas.DrawRect(Area(box), _stroke);
        _stroke.PathEffect = null;
    }

    public void Polygon(ReadOnlySpan<NormalizedPoint> points, SKColor color, byte filling)
    {
        using var path = PathOf(points);
        _fill.Color = color.WithAlpha(filling);
        _canvas.DrawPath(path, _fill);
        Use(Palette.Halo, 2 * _line);
        _canvas.DrawPath(path, _stroke);
        Use(color, _line);
        _canvas.DrawPath(path, _stroke);
    }

    public void Stroke(ReadOnlySpan<TrailPoint> points, SKColor color)
    {
        if (points.Length > 1)
        {
            using var builder = new SKPathBuilder();
            builder.MoveTo(At(points[0].Point));
            foreach (var point in points[1..])
            {
                builder.LineTo(At(point.Point));
            }

            using var path = builder.Detach();
            Use(color, 2 * _line);
            _canvas.DrawPath(path, _stroke);
        }
    }

    /// <summary>A text on a plate.</summary>
    public void Label(SKRect place, string text, SKColor plate)
    {
        _fill.Color = plate;
        _canvas.DrawRoundRect(place, _font.Size * 0.15f, _font.Size * 0.15f, _fill);
        _fill.Color = Palette.TextOn(plate);
        _font.Draw(_canvas, text, place.Left + (_font.Size * 0.3f), place.Top + (_font.Size * 1.06f), _fill);
    }

    public void Dispose()
    {
        _dashes.Dispose();
        _fill.Dispose();
        _stroke.Dispose();
        _font.Dispose();
    }

    private void Use(SKColor color, float width)
    {
        _stroke.Color = color;
        _stroke.StrokeWidth = width;
    }

    private SKPath PathOf(ReadOnlySpan<NormalizedPoint> points)
    {
        var corners = new SKPoint[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            corners[i] = At(points[i]);
        }

        using var builder = new SKPathBuilder();
        builder.AddPoly(corners, close: true);
        return builder.Detach();
    }

    private SKPoint At(NormalizedPoint point) => new(point.X * _size.Width, point.Y * _size.Height);
}
