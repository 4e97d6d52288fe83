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

    /// <summary>The same where they also stand on about the same ground: nobody far behind or before it.</summary>
    public static bool StandsBy(in BoundingBox somebody, in BoundingBox place, float widths) =>
        Touches(somebody, place, widths)
        && Math.Abs(somebody.Bottom - place.Bottom) <= (0.4f * somebody.Height) + (place.Height / 2);
}
