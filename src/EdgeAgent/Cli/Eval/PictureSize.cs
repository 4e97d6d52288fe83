using System.Globalization;
using System.Numerics;

namespace EdgeAgent.Cli.Eval;

/// <summary>Width and height of a picture; pixels.</summary>
internal readonly record struct PictureSize(int Width, int Height)
{
    public const int Most = 100_000;

    public double Aspect => (double)Width / Height;

    /// <summary>
    /// The smallest powers of two that hold all boxes. The tracker measures everything in heights of its objects, so that the size decides
    /// only what lies too far outside, and to divide by a power of two is exact: no track depends on it, nor on a later box.
    /// </summary>
    public static PictureSize Around(IReadOnlyCollection<MotBox> boxes) => new(
        PowerOfTwo(boxes.Max(box => box.X + box.Width)),
        PowerOfTwo(boxes.Max(box => box.Y + box.Height)));

    /// <summary>Reads <c>640x480</c>; null where it is no size.</summary>
    public static PictureSize? TryParse(string text) =>
        text.Split('x') is [var width, var height] && IsSide(width, out var w) && IsSide(height, out var h) ? new PictureSize(w, h) : null;

    public override string ToString() => $"{Width}x{Height}";

    private static bool IsSide(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is > 0 and <= Most;

    private static int PowerOfTwo(double pixels) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(Math.Max(pixels, 1)));
}
