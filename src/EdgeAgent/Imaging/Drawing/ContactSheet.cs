using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>Pictures and words on one page, in sections of rows of three.</summary>
internal sealed class ContactSheet : IDisposable
{
    public const int TileWidth = 480;

    /// <summary>The most: a portrait picture is narrower than its tile.</summary>
    public const int TileHeight = 360;

    public const int CloseUpSide = 116;

    private const int Columns = 3;
    private const int Gap = 20;
    private const int Margin = 32;
    private const int LineHeight = 21;
    private const int PageWidth = (2 * Margin) + (Columns * TileWidth) + ((Columns - 1) * Gap);

    private static readonly SKColor Paper = new(246, 247, 249);
    private static readonly SKColor Ink = new(24, 28, 36);
    private static readonly SKColor Faint = new(96, 104, 118);

    private readonly List<(string Title, SKColor Color, IReadOnlyList<SheetTile> Tiles)> _sections = [];
    private readonly SKFont _title = LabelFont.OfSize(28);
    private readonly SKFont _heading = LabelFont.OfSize(20);
    private readonly SKFont _bold = LabelFont.OfSize(16);
    private readonly SKFont _text = LabelFont.OfSize(14.5f);
    private readonly SKPaint _paint = new() { IsAntialias = true };

    /// <summary>Under the title, from top to bottom.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    public required string Title { get; init; }

    public void Add(string title, bool alarm, IReadOnlyList<SheetTile> tiles) =>
        _sections.Add((title, alarm ? Palette.Alarm : Ink, tiles));

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePng(string path)
    {
        using var page = new SKBitmap(new SKImageInfo(PageWidth, Height(), SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(page);
        canvas.Clear(Paper);
        var y = (float)Margin;
        Write(canvas, Title, Margin, y + 24, _title, Ink, PageWidth - (2 * Margin));
        y += 44;
        foreach (var line in Lines)
        {
            Write(canvas, line, Margin, y + 14, _bold, Faint, PageWidth - (2 * Margin));
            y += LineHeight;
        }

        foreach (var (title, color, tiles) in _sections)
        {
            y += Gap;
            Write(canvas, title, Margin, y + 18, _heading, color, PageWidth - (2 * Margin));
            y += 36;
            foreach (var row in tiles.Chunk(Columns))
            {
                var height = row.Max(HeightOf);
                for (var i = 0; i < row.Length; i++)
                {
                    Draw(canvas, row[i], Margin + (i * (TileWidth + Gap)), y, height, color);
                }

                y += height + Gap;
            }
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
        Math.Max(tile.CloseUp is null ? 0 : CloseUpSide + 12, (tile.Lines.Count * LineHeight) + 14);

    private static int HeightOf(SheetTile tile) => tile.Picture.Height + CaptionHeight(tile);

    private int Height() =>
        (2 * Margin) + 44 + (Lines.Count * LineHeight)
        + _sections.Sum(section => Gap + 36 + section.Tiles.Chunk(Columns).Sum(row => row.Max(HeightOf) + Gap));

    private void Draw(SKCanvas canvas, SheetTile tile, float left, float top, float height, SKColor color)
    {
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

    private void Write(SKCanvas canvas, string text, float left, float baseline, SKFont font, SKColor color, float room)
    {
        if (LabelFont.Typeface is null)
        {
            return;
        }

        var (fitting, length) = (text, text.Length);
        while (length > 0 && font.MeasureText(fitting) > room)
        {
            fitting = $"{text.AsSpan(0, --length)}…";
        }

        _paint.Color = color;
        canvas.DrawText(fitting, left, baseline, SKTextAlign.Left, font, _paint);
    }
}
