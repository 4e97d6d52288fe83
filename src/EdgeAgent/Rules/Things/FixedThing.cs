using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Things;

/// <summary>How a thing in a zone has always looked, tile by tile, and how much of it looks otherwise now.</summary>
internal sealed class FixedThing
{
    /// <summary>Cells in a row and a column of a tile.</summary>
    private const int Tile = 6;

    /// <summary>Round the zone, so that the outline of a thing is compared too.</summary>
    private const int Ring = 2;

    /// <summary>Variance of a tile that has a pattern, in levels squared.</summary>
    private const float Pattern = 60;

    private const float Alike = 0.45f;

    private readonly ScenePatch _look;

    public FixedThing(Zone zone, SceneBackground background)
    {
        int[] cells =
        [
            .. Enumerable.Range(0, background.Width * background.Height).Where(cell => zone.Contains(new NormalizedPoint(
                ((cell % background.Width) + 0.5f) / background.Width, ((cell / background.Width) + 0.5f) / background.Height))),
        ];
        Box = Round(zone);
        var area = CellArea.Of(Box, background.Width, background.Height).Grow(Ring, background.Width, background.Height);
        _look = new ScenePatch(background.Lately, background.Width, area, ScenePatch.MaskOf(cells, area, background.Width, Ring));
    }

    public BoundingBox Box { get; }

    public static BoundingBox Round(Zone zone)
    {
        var (left, top) = (zone.Polygon.Min(corner => corner.X), zone.Polygon.Min(corner => corner.Y));
        return new BoundingBox(left, top, zone.Polygon.Max(corner => corner.X) - left, zone.Polygon.Max(corner => corner.Y) - top);
    }

    public float InView(Occupancy occupied) => _look.InView(occupied);

    /// <summary>The share of the tiles with a pattern, now or before, that look otherwise.</summary>
    public double ChangedShare(ScenePlanes now, Occupancy occupied)
    {
        var (patterned, changed) = (0, 0);
        for (var y = 0; y < _look.Area.Height; y += Tile)
        {
            for (var x = 0; x < _look.Area.Width; x += Tile)
            {
                var part = new CellArea(x, y, Math.Min(x + Tile, _look.Area.Width), Math.Min(y + Tile, _look.Area.Height));
                var alike = _look.Likeness(now, occupied, part, out var texture);
                if (texture >= Pattern)
                {
                    patterned++;
                    changed += alike < Alike ? 1 : 0;
                }
            }
        }

        return patterned == 0 ? 0 : (double)changed / patterned;
    }

    public void Follow(ScenePlanes now, float rate) => _look.Follow(now, rate);
}
