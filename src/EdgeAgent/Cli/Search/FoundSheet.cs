using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using EdgeAgent.Search;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Cli.Search;

/// <summary>A page with the best view of each match: an officer sees at once which of them it is.</summary>
internal static class FoundSheet
{
    /// <exception cref="ProblemException"><c>file/unwritable</c></exception>
    public static void Save(IReadOnlyList<SightingMatch> matches, Description description, string crops, string path)
    {
        OutputFile.Check(Path.GetFullPath(path), "--sheet");
        List<SheetTile> tiles = [.. matches.Select((match, i) => Tile(match, i + 1, crops))];
        try
        {
            using var sheet = new ContactSheet
            {
                Title = $"Search: {DescriptionWords.Of(description)}",
                Lines = ["The likeliest first. What could not be told of somebody speaks neither for nor against."],
                Heading = matches.Count == 0 ? "Nothing was seen in that time" : $"{matches.Count} seen",
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

    private static SheetTile Tile(SightingMatch match, int rank, string crops)
    {
        var sighting = match.Sighting;
        return new SheetTile(TilePicture.Load(sighting.Crop is { } crop ? Path.Combine(crops, crop) : null), null)
        {
            Lines =
            [
                string.Create(CultureInfo.InvariantCulture, $"{rank}: {match.Score:0.00}, {sighting.Camera}, track {sighting.Track}"),
                $"{FoundTable.Local(sighting.FromUtc.Value)} to {FoundTable.Local(sighting.ToUtc.Value)}{(sighting.ToUtc.Synchronised ? "" : ", the clock was not set")}",
                string.Join("; ", match.Explanation.Select(score => $"{score.Attribute} {score.Seen}")),
            ],
        };
    }
}
