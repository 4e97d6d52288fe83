using System.Globalization;
using EdgeAgent.Imaging.Drawing;
using SkiaSharp;

namespace EdgeAgent.Cli;

/// <summary>A page with a picture of each static detection: people would rather look than read boxes.</summary>
internal static class CameraStaticsSheet
{
    private const int LargestEnlargement = 3;

    /// <exception cref="Domain.ProblemException"><c>file/unwritable</c></exception>
    public static void Save(IReadOnlyList<CameraStaticsRow> rows, string path)
    {
        OutputFile.Check(Path.GetFullPath(path), "--sheet");
        List<SheetTile> tiles = [.. rows.Select(Tile)];
        try
        {
            using var sheet = new ContactSheet
            {
                Title = "Static detections",
                Lines = ["What the detectors see at the same place for ever. To have one forgotten: edgeagent camera statics forget --camera ID NUMBER"],
                Heading = rows.Count == 0 ? "Nothing is learned" : $"{rows.Count} learned",
                Tiles = tiles,
            };
            sheet.SavePng(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.Unwritable(e, path, "--sheet");
        }
        finally
        {
            tiles.ForEach(tile => tile.Dispose());
        }
    }

    private static SheetTile Tile(CameraStaticsRow row) => new(Picture(row.Picture), null)
    {
        Lines =
        [
            $"{row.Camera} {row.Id}: {row.Label}",
            $"at {string.Join(", ", row.Box.Select(part => part.ToString("0.000", CultureInfo.InvariantCulture)))}",
            $"learned {row.LearnedAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "at an unknown time"}, dropped {row.Suppressed} times",
        ],
    };

    private static SKBitmap Picture(string? path)
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
