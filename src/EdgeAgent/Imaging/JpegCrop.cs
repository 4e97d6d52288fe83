using EdgeAgent.Domain;
using SkiaSharp;

namespace EdgeAgent.Imaging;

/// <summary>A small JPEG of a piece of a frame.</summary>
internal static class JpegCrop
{
    private const int Quality = 80;

    // Enough to see what a person wears; about 10 KB.
    private const int LargestSide = 256;

    // A detector's box is tight: without a margin, feet and hair are cut.
    private const float Margin = 0.1f;

    /// <summary>Null where nothing of the box lies within the picture.</summary>
    public static byte[]? Encode(Frame frame, in BoundingBox box)
    {
        using var whole = FrameBitmap.From(frame, WithMargin(box));
        if (whole is null)
        {
            return null;
        }

        var scale = Math.Min(1, (float)LargestSide / Math.Max(whole.Width, whole.Height));
        var size = new SKSizeI(Math.Max(1, (int)(whole.Width * scale)), Math.Max(1, (int)(whole.Height * scale)));
        using var small = scale < 1 ? whole.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)) : null;
        using var data = (small ?? whole).Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    /// <summary>The box with a little round it; it may reach beyond the picture.</summary>
    public static BoundingBox WithMargin(in BoundingBox box)
    {
        var (dx, dy) = (box.Width * Margin, box.Height * Margin);
        return new BoundingBox(box.X - dx, box.Y - dy, box.Width + (2 * dx), box.Height + (2 * dy));
    }
}
