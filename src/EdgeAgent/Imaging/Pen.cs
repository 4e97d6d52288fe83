using EdgeAgent.Domain;
using SkiaSharp;

namespace EdgeAgent.Imaging;

/// <summary>Draws in normalised coordinates, with lines and letters that keep their share of the picture at any size.</summary>
internal sealed class Pen : IDisposable
{
    private readonly SKCanvas _canvas;
    private readonly SKSize _size;
    private readonly SKFont _font;
    private readonly SKPaint _stroke;
    private readonly SKPaint _fill = new() { IsAntialias = true };
    private readonly SKPathEffect _dashes;

    public Pen(SKCanvas canvas, int width, int height)
    {
        _canvas = canvas;
        _size = new SKSize(width, height);
        _font = new SKFont(LabelFont.Typeface, Math.Max(11, height / 50f)) { Edging = SKFontEdging.Antialias, Embolden = true };
        var line = Math.Max(1.5f, height / 360f);
        _stroke = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = line };
        _dashes = SKPathEffect.CreateDash([4 * line, 3 * line], 0);
    }

    public void Line(NormalizedPoint from, NormalizedPoint to, SKColor color)
    {
        _stroke.Color = color;
        _canvas.DrawLine(At(from), At(to), _stroke);
    }

    public void Box(BoundingBox box, SKColor color, bool dashed)
    {
        _stroke.Color = color;
        _stroke.PathEffect = dashed ? _dashes : null;
        _canvas.DrawRect(SKRect.Create(At(new(box.X, box.Y)), new SKSize(box.Width * _size.Width, box.Height * _size.Height)), _stroke);
        _stroke.PathEffect = null;
    }

    public void Polygon(ReadOnlySpan<NormalizedPoint> points, SKColor color)
    {
        using var path = PathOf(points, close: true);
        _fill.Color = color.WithAlpha(40);
        _canvas.DrawPath(path, _fill);
        _stroke.Color = color;
        _canvas.DrawPath(path, _stroke);
    }

    public void Path(ReadOnlySpan<NormalizedPoint> points, SKColor color)
    {
        if (points.Length > 1)
        {
            using var path = PathOf(points, close: false);
            _stroke.Color = color;
            _canvas.DrawPath(path, _stroke);
        }
    }

    /// <summary>A label whose lower left corner lies at the point, moved inside the picture where it would leave it.</summary>
    public void Text(float x, float y, string text, SKColor color)
    {
        var (width, height) = (_font.MeasureText(text) + 6, _font.Size * 1.3f);
        var left = Math.Clamp(x * _size.Width, 0, Math.Max(0, _size.Width - width));
        var top = Math.Clamp((y * _size.Height) - height, 0, _size.Height - height);
        _fill.Color = new SKColor(0, 0, 0, 170);
        _canvas.DrawRect(left, top, width, height, _fill);
        _fill.Color = color.WithAlpha(255);
        _canvas.DrawText(text, left + 3, top + (height * 0.77f), SKTextAlign.Left, _font, _fill);
    }

    public void Caption(string text) => Text(0, 1, text, SKColors.White);

    public void Dispose()
    {
        _dashes.Dispose();
        _fill.Dispose();
        _stroke.Dispose();
        _font.Dispose();
    }

    private SKPath PathOf(ReadOnlySpan<NormalizedPoint> points, bool close)
    {
        var corners = new SKPoint[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            corners[i] = At(points[i]);
        }

        using var builder = new SKPathBuilder();
        builder.AddPoly(corners, close);
        return builder.Detach();
    }

    private SKPoint At(NormalizedPoint point) => new(point.X * _size.Width, point.Y * _size.Height);
}
