using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance.Views;

/// <summary>
/// How good a picture of one track its view in one frame makes, 0–1: large, whole, open, sure of the detector; then sharp and lit. The
/// first part costs next to nothing, and nothing can be better than it.
/// </summary>
internal static class CropQuality
{
    /// <summary>Pixels of the longer side from which on a crop becomes no larger.</summary>
    private const float LargeEnough = 210;

    /// <summary>Of the picture: a detector's box that ends at an edge goes on behind it, and one that ends near it probably does.</summary>
    private const float Edge = 0.004f;

    private const float NearEdge = 0.012f;

    /// <summary>What a view is worth whose box ends at an edge: nobody knows how much of it is there.</summary>
    private const float AtEdge = 0.4f;

    private const float BesideEdge = 0.7f;

    /// <summary>Height by width, in pixels, of one who stands: at the lower or upper edge, what is squatter is cut more; at a side, what is narrower.</summary>
    private const float Upright = 2.5f;

    private const float UprightAtSide = 3.5f;

    /// <summary>Before the pixels are looked at.</summary>
    public static float AtBest(Frame frame, in Track track, IReadOnlyList<Track> tracks)
    {
        var box = track.Sight;
        var size = Math.Clamp(MathF.Max(box.Width * frame.Width, box.Height * frame.Height) / LargeEnough, 0, 1);
        return (ViewQuality.Of(track, tracks, frame.Height) with { Size = size }).Value * ShownPart(box, box.Height * frame.Height / (box.Width * frame.Width));
    }

    public static float Of(Frame frame, in Track track, float atBest) => atBest * ViewClarity.Of(frame, track.Sight).Value;

    private static float ShownPart(in BoundingBox box, float aspect)
    {
        var (above, beside) = (Free(MathF.Min(box.Y, 1 - box.Bottom)), Free(MathF.Min(box.X, 1 - box.Right)));
        var part = above < 1 ? above * MathF.Min(1, aspect / Upright) : 1;
        return part * (beside < 1 ? beside * MathF.Min(1, UprightAtSide / aspect) : 1);
    }

    private static float Free(float distance) => distance <= Edge
        ? AtEdge
        : MathF.Min(1, BesideEdge + ((1 - BesideEdge) * (distance - Edge) / (NearEdge - Edge)));
}
