using EdgeAgent.Domain;

namespace EdgeAgent.Detection.Poses;

/// <summary>The part of a picture that a pose is looked for in, in pixels; it may reach beyond the picture.</summary>
internal readonly record struct PixelSquare(float Left, float Top, float Side)
{
    /// <summary>Round the middle of a box, larger than its longer side by <paramref name="margin"/> (1.25 is a quarter).</summary>
    public static PixelSquare Around(in BoundingBox box, int pictureWidth, int pictureHeight, float margin)
    {
        var side = margin * Math.Max(box.Width * pictureWidth, box.Height * pictureHeight);
        var (x, y) = ((box.X + (box.Width / 2)) * pictureWidth, (box.Y + (box.Height / 2)) * pictureHeight);
        return new PixelSquare(x - (side / 2), y - (side / 2), side);
    }
}
