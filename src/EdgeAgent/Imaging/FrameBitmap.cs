using EdgeAgent.Domain;
using SkiaSharp;

namespace EdgeAgent.Imaging;

/// <summary>A frame as a bitmap for people to look at. Not for the hot path.</summary>
internal static class FrameBitmap
{
    public static SKBitmap From(Frame frame) => From(frame, 0, 0, frame.Width, frame.Height);

    /// <summary>A piece of the frame; null where nothing of the box lies within it.</summary>
    public static SKBitmap? From(Frame frame, in BoundingBox box)
    {
        // Colour is stored for pairs of pixels: pieces begin with a pair.
        var inside = box.ClampToPicture();
        var (x, y) = ((int)(inside.X * frame.Width) & ~1, (int)(inside.Y * frame.Height) & ~1);
        var (width, height) = ((int)MathF.Ceiling(inside.Right * frame.Width) - x, (int)MathF.Ceiling(inside.Bottom * frame.Height) - y);
        return width > 0 && height > 0 ? From(frame, x, y, Math.Min(width, frame.Width - x), Math.Min(height, frame.Height - y)) : null;
    }

    private static SKBitmap From(Frame frame, int x, int y, int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        var map = YuvToRgb.For(frame.Color);
        var rowsPerChroma = frame.BlueDifference.Height < frame.Height ? 2 : 1;
        for (var row = 0; row < height; row++)
        {
            var chroma = (y + row) / rowsPerChroma;
            var target = pixels.Slice(row * bitmap.RowBytes, width * 4);
            Convert(
                frame.Luma.Row(y + row).Slice(x, width),
                frame.BlueDifference.Row(chroma)[(x / 2)..],
                frame.RedDifference.Row(chroma)[(x / 2)..],
                map,
                target);
        }

        return bitmap;
    }

    private static void Convert(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> blue, ReadOnlySpan<byte> red, in YuvToRgb map, Span<byte> target)
    {
        for (var column = 0; column < luma.Length; column++)
        {
            var (y, u, v) = (luma[column], blue[column / 2], red[column / 2]);
            target[4 * column] = ToByte(map.Blue.Apply(y, u, v));
            target[(4 * column) + 1] = ToByte(map.Green.Apply(y, u, v));
            target[(4 * column) + 2] = ToByte(map.Red.Apply(y, u, v));
            target[(4 * column) + 3] = 255;
        }
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
