using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>A named area of the picture: a simple polygon, its last point joined to its first.</summary>
internal sealed record Zone(string Id, string Name, ImmutableArray<NormalizedPoint> Polygon)
{
    /// <summary>A zone that is drawn to the edge of the picture reaches beyond it: feet that are cut off stand below the picture.</summary>
    private const float Edge = 1e-4f;

    /// <summary>Even-odd rule (W. R. Franklin's PNPOLY): a ray to the right crosses the outline an odd number of times.</summary>
    public bool Contains(NormalizedPoint point)
    {
        point = new NormalizedPoint(Math.Clamp(point.X, Edge, 1 - Edge), Math.Clamp(point.Y, Edge, 1 - Edge));
        var inside = false;
        for (int i = 0, j = Polygon.Length - 1; i < Polygon.Length; j = i++)
        {
            var (a, b) = (Polygon[i], Polygon[j]);
            if ((a.Y > point.Y) != (b.Y > point.Y)
                && point.X < ((b.X - a.X) * (point.Y - a.Y) / (b.Y - a.Y)) + a.X)
            {
                inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>How much of the picture it covers, 0–1 (the shoelace formula).</summary>
    public double Area()
    {
        var twice = 0.0;
        for (int i = 0, j = Polygon.Length - 1; i < Polygon.Length; j = i++)
        {
            twice += ((double)Polygon[j].X * Polygon[i].Y) - ((double)Polygon[i].X * Polygon[j].Y);
        }

        return Math.Abs(twice) / 2;
    }
}
