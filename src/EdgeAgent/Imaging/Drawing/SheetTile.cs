using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>One picture of a contact sheet with what is said of it.</summary>
internal sealed class SheetTile(SKBitmap picture, SKBitmap? closeUp) : IDisposable
{
    public SKBitmap Picture { get; } = picture;

    /// <summary>What the picture is about, larger.</summary>
    public SKBitmap? CloseUp { get; } = closeUp;

    /// <summary>It shows an event.</summary>
    public bool Alarming { get; init; }

    /// <summary>The first line is its title.</summary>
    public IReadOnlyList<string> Lines { get; set; } = [];

    /// <summary>The same with another one; this tile is not to be used any more.</summary>
    public SheetTile WithCloseUp(SKBitmap closer)
    {
        CloseUp?.Dispose();
        return new SheetTile(Picture, closer) { Alarming = Alarming, Lines = Lines };
    }

    public void Dispose()
    {
        Picture.Dispose();
        CloseUp?.Dispose();
    }
}
