using EdgeAgent.Imaging.Drawing;
using SkiaSharp;

namespace EdgeAgent.Cli;

/// <summary>A picture that was kept, as large as a tile of a <see cref="ContactSheet"/> allows.</summary>
internal static class TilePicture
{
    private const int LargestEnlargement = 3;

    /// <param name="path">Null where none was kept: then, and where it is gone, the tile is empty.</param>
    public static SKBitmap Load(string? path)
    {
        using var found = path is null ? null : SKBitmap.Decode(path);
        if (found is null)
        {
            var empty = new SKBitmap(new SKImageInfo(ContactSheet.TileWidth, ContactSheet.TileHeight / 4));
            empty.Erase(SKColors.LightGray);
            return empty;
        }

        var scale = Math.Min(LargestEnlargement, Math.Min((float)ContactSheet.TileWidth / found.Width, (float)ContactSheet.TileHeight / found.Height));
        return found.Resize(
            new SKSizeI(Math.Max(1, (int)(found.Width * scale)), Math.Max(1, (int)(found.Height * scale))),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }
}
