using System.Globalization;
using EdgeAgent.Appearance.Heights;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using SkiaSharp;

namespace EdgeAgent.Cli.CameraCalibrate;

/// <summary>What a calibration means, drawn on the camera's picture: horizon, ground, a child and an adult at several places, the marks.</summary>
internal sealed class CalibrationPicture : IDisposable
{
    private static readonly SKColor Ground = new(255, 255, 255, 110);
    private static readonly SKColor Horizon = new(255, 214, 0);
    private static readonly SKColor Child = new(255, 110, 210);
    private static readonly SKColor Adult = new(0, 200, 255);
    private static readonly SKColor Marked = new(120, 255, 60);

    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly Pen _pen;
    private readonly LabelPlacer _labels;
    private readonly CameraGeometry _geometry;

    /// <param name="bitmap">From now on the picture's.</param>
    /// <param name="geometry">Of its camera.</param>
    public CalibrationPicture(SKBitmap bitmap, CameraGeometry geometry)
    {
        (_bitmap, _geometry) = (bitmap, geometry);
        _canvas = new SKCanvas(bitmap);
        _pen = new Pen(_canvas, bitmap.Width, bitmap.Height);
        _labels = new LabelPlacer(new SKSize(bitmap.Width, bitmap.Height));
    }

    public void Draw(Calibration calibration)
    {
        var grid = GroundGrid.Of(_geometry);
        foreach (var (from, to) in grid.Lines)
        {
            _pen.Line(from, to, Ground);
        }

        _pen.Line(new NormalizedPoint(0, (float)_geometry.HorizonAt(0)), new NormalizedPoint(1, (float)_geometry.HorizonAt(1)), Horizon);
        var places = FigurePlaces.Of(_geometry);
        places.ForEach(place => DrawFigure(place.Child, TellingRange.ChildMeters, Child));
        places.ForEach(place => DrawFigure(place.Adult, TellingRange.AdultMeters, Adult));
        foreach (var mark in calibration.Marks)
        {
            _pen.Limb(mark.Mark.Foot, mark.Mark.Head, Marked);
        }

        DrawLegend(grid.StepMeters);
        foreach (var (mark, i) in calibration.Marks.Select((mark, i) => (mark, i)))
        {
            Label(
                new BoundingBox(mark.Mark.Head.X, mark.Mark.Head.Y, 0, (float)mark.Mark.Rows),
                Marked,
                Text($"mark {i + 1}: {mark.Measured:0.00} m, told {mark.Mark.Meters:0.00}"),
                Text($"{i + 1}: {mark.Measured:0.00}"));
        }

        foreach (var place in places)
        {
            LabelFigure(place);
        }
    }

    /// <exception cref="IOException">The file cannot be written; there is none then.</exception>
    public void SavePng(string path)
    {
        _canvas.Flush();
        PngFile.Save(_bitmap, path);
    }

    public void Dispose()
    {
        _pen.Dispose();
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private void DrawFigure(GroundPoint place, double meters, SKColor color)
    {
        if (GroundFigure.Outline(_geometry, place, meters) is { } outline && TellingRange.BoxOf(_geometry, place, meters) is { } box)
        {
            _pen.Polygon(outline, color, 90);
            _labels.Spare(_pen.Area(box));
        }
    }

    private void LabelFigure(FigurePlace place)
    {
        if (TellingRange.BoxOf(_geometry, place.Adult, TellingRange.AdultMeters) is { } box)
        {
            Label(new BoundingBox(box.X, box.Bottom, box.Width, 0), Palette.Plate, Text($"{place.Adult.Distance:0.#} m"));
        }
    }

    private void DrawLegend(double step)
    {
        var above = _geometry.HorizonAt(0.5) is < 0 or > 1 ? Text($"horizon {-100 * _geometry.HorizonAt(0.5):0} % of the picture above it") : "horizon";
        (string Text, SKColor Plate)[] lines =
        [
            (Text($"adult {TellingRange.AdultMeters:0.0} m"), Adult),
            (Text($"child {TellingRange.ChildMeters:0.0} m"), Child),
            (above, Horizon),
            (Text($"ground: a line every {step:0.#} m"), Palette.Plate),
        ];
        for (var i = 0; i < lines.Length; i++)
        {
            var size = _pen.SizeOf(lines[i].Text);
            var place = SKRect.Create(new SKPoint(_bitmap.Width - size.Width, i * size.Height), size);
            _labels.Take(place);
            _pen.Label(place, lines[i].Text, lines[i].Plate);
        }
    }

    private void Label(in BoundingBox anchor, SKColor plate, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (LabelFont.IsThere && _labels.Place(_pen.Area(anchor), _pen.SizeOf(text), before: null) is var (place, _))
            {
                _pen.Label(place, text, plate);
                return;
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
