using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Areas;

/// <summary>Distances in heights of the picture: in normalised points a hundredth to the side is farther than a hundredth upwards.</summary>
internal static class PictureDistance
{
    /// <param name="a">One point.</param>
    /// <param name="b">The other.</param>
    /// <param name="aspect">Width over height of the picture.</param>
    public static double Between(NormalizedPoint a, NormalizedPoint b, double aspect) =>
        double.Hypot(((double)a.X - b.X) * aspect, (double)a.Y - b.Y);

    /// <summary>To the nearest point of the line between its ends.</summary>
    public static double To(Line line, NormalizedPoint point, double aspect)
    {
        var (dx, dy) = (((double)line.End.X - line.Start.X) * aspect, (double)line.End.Y - line.Start.Y);
        var (px, py) = (((double)point.X - line.Start.X) * aspect, (double)point.Y - line.Start.Y);
        var along = Math.Clamp(((px * dx) + (py * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        return double.Hypot(px - (along * dx), py - (along * dy));
    }
}
