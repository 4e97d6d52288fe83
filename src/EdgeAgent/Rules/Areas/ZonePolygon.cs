using System.Collections.Immutable;
using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Areas;

/// <summary>What can be wrong with the corners of a zone.</summary>
internal static class ZonePolygon
{
    /// <summary>A millionth of the picture is two pixels of Full HD: a zone below it is a slip of the hand.</summary>
    private const double SmallestArea = 1e-6;

    /// <summary>Adds what is wrong; one problem says it all of the shape, but every corner outside is named.</summary>
    public static void Check(ZoneOptions zone, string path, List<Problem> problems)
    {
        var before = problems.Count;
        for (var i = 0; i < zone.Polygon.Length; i++)
        {
            CheckCorner(zone, i, $"{path}[{i}]", problems);
        }

        if (problems.Count > before)
        {
            return;
        }

        if (zone.Polygon.Distinct().Count() is var distinct && distinct < 3)
        {
            problems.Add(new Problem(
                "config/zone-too-small",
                $"zone '{zone.Id}' has {distinct} different corners",
                "give at least three corners that differ",
                path));
        }
        else if (Crossing(zone.Polygon) is var (first, second))
        {
            problems.Add(new Problem(
                "config/zone-crosses-itself",
                $"zone '{zone.Id}' crosses itself: the side from corner {first} meets the side from corner {second}",
                "give the corners in order round the area",
                path));
        }
        else if (zone.ToZone().Area() < SmallestArea)
        {
            problems.Add(new Problem(
                "config/zone-too-small",
                $"zone '{zone.Id}' has no area: its corners lie on one line",
                "give corners that enclose an area",
                path));
        }
    }

    private static void CheckCorner(ZoneOptions zone, int index, string path, List<Problem> problems)
    {
        var corner = zone.Polygon[index];
        if (corner is not { X: >= 0 and <= 1, Y: >= 0 and <= 1 })
        {
            problems.Add(new Problem(
                "config/zone-outside",
                string.Create(CultureInfo.InvariantCulture, $"corner {index} of zone '{zone.Id}' is [{corner.X}, {corner.Y}], outside the picture"),
                "give x and y from 0 to 1: pixels divided by the width and the height of the picture",
                path));
        }
    }

    /// <summary>The first two sides that meet elsewhere than in the corner that they share.</summary>
    private static (int First, int Second)? Crossing(ImmutableArray<NormalizedPoint> corners)
    {
        // A corner that is given twice in a row, such as the first once more at the end, begins no side.
        var starts = Enumerable.Range(0, corners.Length).Where(i => corners[i] != corners[(i + 1) % corners.Length]).ToArray();
        var n = starts.Length;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                var (a, b) = (corners[starts[i]], corners[starts[(i + 1) % n]]);
                var (c, d) = (corners[starts[j]], corners[starts[(j + 1) % n]]);
                var meet = (j == i + 1, i == (j + 1) % n) switch
                {
                    (true, true) => false,
                    (true, false) => FoldsBack(a, b, d),
                    (false, true) => FoldsBack(c, d, b),
                    _ => Intersect(a, b, c, d),
                };
                if (meet)
                {
                    return (starts[i], starts[j]);
                }
            }
        }

        return null;
    }

    /// <summary>Whether the side from <paramref name="b"/> to <paramref name="c"/> runs back over the one from <paramref name="a"/>.</summary>
    private static bool FoldsBack(NormalizedPoint a, NormalizedPoint b, NormalizedPoint c) =>
        Turn(a, b, c) == 0
        && ((((double)b.X - a.X) * ((double)c.X - b.X)) + (((double)b.Y - a.Y) * ((double)c.Y - b.Y))) < 0;

    private static bool Intersect(NormalizedPoint a, NormalizedPoint b, NormalizedPoint c, NormalizedPoint d)
    {
        var (abc, abd, cda, cdb) = (Turn(a, b, c), Turn(a, b, d), Turn(c, d, a), Turn(c, d, b));
        return (abc != abd && cda != cdb)
            || (abc == 0 && Between(a, b, c)) || (abd == 0 && Between(a, b, d))
            || (cda == 0 && Between(c, d, a)) || (cdb == 0 && Between(c, d, b));
    }

    /// <summary>On which side of the line through a and b the point c lies: 1, 0 or −1.</summary>
    private static int Turn(NormalizedPoint a, NormalizedPoint b, NormalizedPoint c) =>
        Math.Sign((((double)b.X - a.X) * ((double)c.Y - a.Y)) - (((double)b.Y - a.Y) * ((double)c.X - a.X)));

    private static bool Between(NormalizedPoint a, NormalizedPoint b, NormalizedPoint c) =>
        c.X >= Math.Min(a.X, b.X) && c.X <= Math.Max(a.X, b.X) && c.Y >= Math.Min(a.Y, b.Y) && c.Y <= Math.Max(a.Y, b.Y);
}
