using System.Globalization;
using EdgeAgent.Imaging.Drawing;

namespace EdgeAgent.Cli;

/// <summary>A page with a picture of each static detection: people would rather look than read boxes.</summary>
internal static class CameraStaticsSheet
{
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

    private static SheetTile Tile(CameraStaticsRow row) => new(TilePicture.Load(row.Picture), null)
    {
        Lines =
        [
            $"{row.Camera} {row.Id}: {row.Label}",
            $"at {string.Join(", ", row.Box.Select(part => part.ToString("0.000", CultureInfo.InvariantCulture)))}",
            $"learned {row.LearnedAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "at an unknown time"}, dropped {row.Suppressed} times",
        ],
    };
}
