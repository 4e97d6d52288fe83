using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>Who can have to do with what lies on the ground beside them.</summary>
internal static class Reach
{
    /// <summary>
    /// Whether a place is within some widths of somebody's box at either side and below, and not above the upper part: in a picture
    /// from above, what lies behind somebody is hidden by them or higher up.
    /// </summary>
    public static bool Touches(in BoundingBox somebody, in BoundingBox place, float widths)
    {
        var side = somebody.Width * widths;
        var below = Math.Min(side, somebody.Height * 0.35f * Math.Max(1, widths));
        return place.X <= somebody.Right + side && place.Right >= somebody.X - side
            && place.Y <= somebody.Bottom + below && place.Bottom >= somebody.Y;
    }

    /// <summary>Whether the two are one and the same, to the detector somebody and to the scene a thing.</summary>
    public static bool IsItself(in BoundingBox somebody, in BoundingBox place)
    {
        // Part of it may not have been found yet: most of the smaller within the other, and about as large.
        var (small, large) = (Math.Min(somebody.Area, place.Area), Math.Max(somebody.Area, place.Area));
        var overlap = somebody.IntersectionOverUnion(place);
        return overlap * (small + large) / (1 + overlap) >= 0.7f * small && large <= 2.2f * small;
    }

    /// <summary>The same where they also stand on about the same ground: nobody far behind or before it.</summary>
    public static bool StandsBy(in BoundingBox somebody, in BoundingBox place, float widths) =>
        Touches(somebody, place, widths)
        && Math.Abs(somebody.Bottom - place.Bottom) <= (0.4f * somebody.Height) + (place.Height / 2);
}
