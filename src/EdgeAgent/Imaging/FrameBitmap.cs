using SkiaSharp;

namespace EdgeAgent.Imaging;

/// <summary>A frame as a bitmap for people to look at. Not for the hot path.</summary>
internal static class FrameBitmap
{
    public static SKBitmap From(Frame frame)
    {
        var bitmap = new SKBitmap(new SKImageInfo(frame.Width, frame.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        var map = YuvToRgb.For(frame.Color);
        var rowsPerChroma = frame.BlueDifference.Height < frame.Height ? 2 : 1;
        for (var row = 0; row < frame.Height; row++)
        {
            var chroma = row / rowsPerChroma;
            var target = pixels.Slice(row * bitmap.RowBytes, frame.Width * 4);
            Convert(frame.Luma.Row(row), frame.BlueDifference.Row(chroma), frame.RedDifference.Row(chroma), map, target);
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
