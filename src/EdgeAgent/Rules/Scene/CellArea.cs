using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>A rectangle of cells; right and bottom are the first ones beyond it.</summary>
internal readonly record struct CellArea(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public int Count => Width * Height;

    /// <summary>The cells that a box covers at least in part, within a map of a size; none for a box outside.</summary>
    public static CellArea Of(in BoundingBox box, int width, int height)
    {
        var (left, top) = (Clamp(Math.Floor(box.X * (double)width), width), Clamp(Math.Floor(box.Y * (double)height), height));
        return new CellArea(
            left,
            top,
            Math.Max(left, Clamp(Math.Ceiling(box.Right * (double)width), width)),
            Math.Max(top, Clamp(Math.Ceiling(box.Bottom * (double)height), height)));
    }

    public BoundingBox ToBox(int width, int height) =>
        new((float)Left / width, (float)Top / height, (float)Width / width, (float)Height / height);

    public CellArea Grow(int cells, int width, int height) =>
        new(Math.Max(0, Left - cells), Math.Max(0, Top - cells), Math.Min(width, Right + cells), Math.Min(height, Bottom + cells));

    private static int Clamp(double at, int most) => double.IsNaN(at) ? 0 : (int)Math.Clamp(at, 0, most);
}
