using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using SkiaSharp;

namespace EdgeAgent.Cli.Analysis;

/// <summary>An event with the picture of its moment, and the best view of its subject so far.</summary>
internal sealed class SheetEvent(EdgeEvent start, SheetTile tile, float score) : IDisposable
{
    public EdgeEvent Start { get; } = start;

    /// <summary>Its last phase so far.</summary>
    public EdgeEvent Latest { get; set; } = start;

    public SheetTile Tile { get; private set; } = tile;

    /// <summary>Of the track in the closer view.</summary>
    public float Score { get; private set; } = score;

    public void ShowCloser(SKBitmap closeUp, float score)
    {
        Tile = Tile.WithCloseUp(closeUp);
        Score = score;
    }

    public void Dispose() => Tile.Dispose();
}
