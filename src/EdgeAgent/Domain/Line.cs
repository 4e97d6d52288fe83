namespace EdgeAgent.Domain;

/// <summary>A named straight line in the picture, with a direction: looking from its start to its end, it has a left and a right side.</summary>
internal sealed record Line(string Id, string Name, NormalizedPoint Start, NormalizedPoint End)
{
    /// <summary>Which way the straight path between two points crosses it; null where it does not, or only touches it.</summary>
    public LineDirection? Crossing(NormalizedPoint from, NormalizedPoint to)
    {
        var (before, after) = (Side(Start, End, from), Side(Start, End, to));
        if (before == 0 || after == 0 || before > 0 == after > 0)
        {
            return null;
        }

        // The line's ends lie on both sides of the path or on it, or the path goes past one of them.
        var (start, end) = (Side(from, to, Start), Side(from, to, End));
        return (start > 0 && end > 0) || (start < 0 && end < 0) ? null : after > 0 ? LineDirection.ToRight : LineDirection.ToLeft;
    }

    /// <summary>Whether the point lies on the line between its ends, so that it is on neither side.</summary>
    public bool Touches(NormalizedPoint point) =>
        Side(Start, End, point) == 0
        && point.X >= Math.Min(Start.X, End.X) && point.X <= Math.Max(Start.X, End.X)
        && point.Y >= Math.Min(Start.Y, End.Y) && point.Y <= Math.Max(Start.Y, End.Y);

    /// <summary>Above zero to the right of the line from a to b as it is seen in the picture, whose y grows downwards.</summary>
    private static double Side(NormalizedPoint a, NormalizedPoint b, NormalizedPoint point) =>
        (((double)b.X - a.X) * ((double)point.Y - a.Y)) - (((double)b.Y - a.Y) * ((double)point.X - a.X));
}
