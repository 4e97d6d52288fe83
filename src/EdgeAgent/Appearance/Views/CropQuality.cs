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

    /// <summary>Of the picture: a detector's box that ends at an edge goes on behind it.</summary>
    private const float Edge = 0.008f;

    /// <summary>What a view is worth whose box ends at an edge: nobody knows how much of it is there.</summary>
    private const float AtEdge = 0.5f;

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
        var part = box.Y <= Edge || box.Bottom >= 1 - Edge ? AtEdge * MathF.Min(1, aspect / Upright) : 1;
        return part * (box.X <= Edge || box.Right >= 1 - Edge ? AtEdge * MathF.Min(1, UprightAtSide / aspect) : 1);
    }
}
