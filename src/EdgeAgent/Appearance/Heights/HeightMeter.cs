using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

/// <summary>How tall the person in a box is, where that can be told.</summary>
internal static class HeightMeter
{
    /// <summary>One standard deviation of the upper and of the lower edge of a box, as a share of its height.</summary>
    private const double EdgeError = 0.015;

    /// <summary>The same as a share of the picture's height: one pixel of the 234 rows that a model of 416 has for a wide picture.</summary>
    private const double PixelError = 0.004;

    /// <summary>A box that ends so near to the edge of the picture is cut off by it.</summary>
    private const float EdgeOfPicture = 0.004f;

    /// <summary>Who lies, crouches or is half hidden is wider than so many times the height; a stride is not.</summary>
    private const double WidestShare = 0.62;

    /// <summary>In metres; with more of it a child cannot be told from an adult.</summary>
    private const double LargestUncertainty = 0.2;

    private const double Shortest = 0.4;

    private const double Tallest = 2.6;

    /// <summary>Null where the box is cut by the edge of the picture, its foot is too near to the horizon, it is too far away, or it is nobody upright.</summary>
    public static HeightMeasure? Measure(CameraGeometry geometry, in BoundingBox box)
    {
        var (foot, head) = (box.FootPoint, new NormalizedPoint(box.X + (box.Width / 2), box.Y));
        if (IsCut(box) || geometry.OnGround(foot) is not { } place || geometry.HeightOf(foot, head) is not { } height)
        {
            return null;
        }

        var width = box.Width * geometry.AspectRatio * geometry.MetersPerPicture(place);
        if (height is < Shortest or > Tallest || width > WidestShare * height)
        {
            return null;
        }

        var edge = (float)double.Hypot(EdgeError * box.Height, PixelError);
        return Spread(geometry, foot with { Y = foot.Y + edge }, foot with { Y = foot.Y - edge }, head, head) is { } ofFoot
            && Spread(geometry, foot, foot, head with { Y = head.Y + edge }, head with { Y = head.Y - edge }) is { } ofHead
            && double.Hypot(double.Hypot(ofFoot, ofHead), geometry.RelativeError * height) is var uncertainty && uncertainty <= LargestUncertainty
            ? new HeightMeasure(height, uncertainty, place.Distance)
            : null;
    }

    private static bool IsCut(in BoundingBox box) =>
        box.X < EdgeOfPicture || box.Y < EdgeOfPicture || box.Right > 1 - EdgeOfPicture || box.Bottom > 1 - EdgeOfPicture;

    private static double? Spread(CameraGeometry geometry, NormalizedPoint footA, NormalizedPoint footB, NormalizedPoint headA, NormalizedPoint headB) =>
        (geometry.HeightOf(footA, headA) - geometry.HeightOf(footB, headB)) / 2;
}
