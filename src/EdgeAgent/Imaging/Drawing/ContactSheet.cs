using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>Pictures and words on one page, in rows of three.</summary>
internal sealed class ContactSheet : IDisposable
{
    public const int Columns = 3;

    public const int TileWidth = 480;

    /// <summary>The most: a portrait picture is narrower than its tile.</summary>
    public const int TileHeight = 360;

    public const int CloseUpHeight = 116;

    private const int Gap = 20;
    private const int Margin = 32;
    private const int TitleHeight = 44;
    private const int HeadingHeight = 36;
    private const int LineHeight = 21;
    private const int PageWidth = (2 * Margin) + (Columns * TileWidth) + ((Columns - 1) * Gap);

    private static readonly SKColor Paper = new(246, 247, 249);
    private static readonly SKColor Ink = new(24, 28, 36);
    private static readonly SKColor Faint = new(96, 104, 118);

    private readonly LabelFont _title = new(24);
    private readonly LabelFont _heading = new(17);
    private readonly LabelFont _bold = new(14);
    private readonly LabelFont _text = new(13, bold: false);
    private readonly SKPaint _paint = new() { IsAntialias = true };

    public required string Title { get; init; }

    /// <summary>Under the title, from top to bottom.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>Over the pictures.</summary>
    public required string Heading { get; init; }

    public required IReadOnlyList<SheetTile> Tiles { get; init; }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePng(string path)
    {
        using var page = new SKBitmap(new SKImageInfo(PageWidth, Height(), SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(page);
        canvas.Clear(Paper);
        var y = (float)Margin;
        Write(canvas, Title, Margin, y + 24, _title, Ink, PageWidth - (2 * Margin));
        y += TitleHeight;
        foreach (var line in Lines)
        {
            Write(canvas, line, Margin, y + 14, _text, Faint, PageWidth - (2 * Margin));
            y += LineHeight;
        }

        y += Gap;
        Write(canvas, Heading, Margin, y + 18, _heading, Tiles.Any(tile => tile.Alarming) ? Palette.Alarm : Ink, PageWidth - (2 * Margin));
        y += HeadingHeight;
        foreach (var row in Tiles.Chunk(Columns))
        {
            var height = row.Max(HeightOf);
            for (var i = 0; i < row.Length; i++)
            {
                Draw(canvas, row[i], Margin + (i * (TileWidth + Gap)), y, height);
            }

            y += height + Gap;
        }

        canvas.Flush();
        PngFile.Save(page, path);
    }

    public void Dispose()
    {
        _title.Dispose();
        _heading.Dispose();
        _bold.Dispose();
        _text.Dispose();
        _paint.Dispose();
    }

    private static int CaptionHeight(SheetTile tile) =>
        Math.Max(tile.CloseUp is null ? 0 : CloseUpHeight + 12, (tile.Lines.Count * LineHeight) + 14);

    private static int HeightOf(SheetTile tile) => tile.Picture.Height + CaptionHeight(tile);

    private int Height() =>
        (2 * Margin) + TitleHeight + (Lines.Count * LineHeight) + Gap + HeadingHeight + Tiles.Chunk(Columns).Sum(row => row.Max(HeightOf) + Gap) - Gap;

    private void Draw(SKCanvas canvas, SheetTile tile, float left, float top, float height)
    {
        var color = tile.Alarming ? Palette.Alarm : Ink;
        _paint.Color = SKColors.White;
        canvas.DrawRect(left, top, TileWidth, height, _paint);
        canvas.DrawBitmap(tile.Picture, left + ((TileWidth - tile.Picture.Width) / 2), top, SKSamplingOptions.Default);
        var y = top + tile.Picture.Height;
        _paint.Color = color;
        canvas.DrawRect(left, y, TileWidth, 3, _paint);
        var room = TileWidth - 20f;
        if (tile.CloseUp is { } closeUp)
        {
            canvas.DrawBitmap(closeUp, left + TileWidth - closeUp.Width - 6, y + 9, SKSamplingOptions.Default);
            room -= closeUp.Width + 6;
        }

        for (var i = 0; i < tile.Lines.Count; i++)
        {
            Write(canvas, tile.Lines[i], left + 10, y + 24 + (i * LineHeight), i == 0 ? _bold : _text, i == 0 ? color : Ink, room);
        }
    }

    private void Write(SKCanvas canvas, string text, float left, float baseline, LabelFont font, SKColor color, float room)
    {
        var (fitting, length) = (text, text.Length);
        while (length > 0 && font.Measure(fitting) > room)
        {
            fitting = $"{text.AsSpan(0, --length)}…";
        }

        _paint.Color = color;
        font.Draw(canvas, fitting, left, baseline, _paint);
    }
}
