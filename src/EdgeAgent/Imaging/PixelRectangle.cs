using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

/// <summary>A part of a picture, in its pixels.</summary>
internal readonly record struct PixelRectangle(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    /// <summary>What of it lies in a picture of that size, its left upper corner moved to even pixels, where a chroma sample begins. It may be empty.</summary>
    public PixelRectangle Within(int width, int height)
    {
        // In 64 bits: a rectangle from elsewhere may lie anywhere.
        var (x, y) = ((int)Math.Clamp(X, 0L, width) & ~1, (int)Math.Clamp(Y, 0L, height) & ~1);
        var (right, bottom) = ((int)Math.Clamp((long)X + Width, 0, width), (int)Math.Clamp((long)Y + Height, 0, height));
        return new PixelRectangle(x, y, Math.Max(0, right - x), Math.Max(0, bottom - y));
    }

    /// <summary>As a share of a picture of that size.</summary>
    public BoundingBox Of(int width, int height) =>
        new((float)X / width, (float)Y / height, (float)Width / width, (float)Height / height);
}
