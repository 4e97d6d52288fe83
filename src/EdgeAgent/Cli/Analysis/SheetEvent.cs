using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;

namespace EdgeAgent.Cli.Analysis;

/// <summary>An event with the best picture of it so far.</summary>
internal sealed class SheetEvent(EdgeEvent start, SheetTile tile, float score, MediaTime shown) : IDisposable
{
    public EdgeEvent Start { get; } = start;

    /// <summary>Its last phase so far.</summary>
    public EdgeEvent Latest { get; set; } = start;

    public SheetTile Tile { get; private set; } = tile;

    /// <summary>Of the track in the picture.</summary>
    public float Score { get; private set; } = score;

    /// <summary>When the picture was taken.</summary>
    public MediaTime Shown { get; private set; } = shown;

    public void Replace(SheetTile better, float score, MediaTime shown)
    {
        Tile.Dispose();
        (Tile, Score, Shown) = (better, score, shown);
    }

    public void Dispose() => Tile.Dispose();
}
