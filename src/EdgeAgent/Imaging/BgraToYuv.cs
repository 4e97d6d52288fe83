namespace EdgeAgent.Imaging;

/// <summary>
/// A drawn picture back into limited-range YUV 4:2:0, two rows at a time (ITU-T H.273, matrix coefficients 1 and 6), in whole numbers
/// of 2⁻¹⁶. A picture of odd size gets its last column and row twice.
/// </summary>
internal sealed class BgraToYuv
{
    private const int One = 1 << 16;
    private const int LumaOffset = (16 << 16) + (One / 2);

    // Sums of four pixels: two bits more.
    private const int ChromaOffset = (128 << 18) + (One * 2);

    private readonly (int Red, int Green, int Blue) _luma;
    private readonly (int Red, int Green, int Blue) _blueDifference;
    private readonly (int Red, int Green, int Blue) _redDifference;

    public BgraToYuv(YuvMatrix matrix)
    {
        var (kr, kb) = matrix == YuvMatrix.Bt709 ? (0.2126, 0.0722) : (0.299, 0.114);
        var kg = 1 - kr - kb;
        _luma = Whole(219 / 255.0, kr, kg, kb);
        _blueDifference = Whole(112 / 255.0 / (1 - kb), -kr, -kg, 1 - kb);
        _redDifference = Whole(112 / 255.0 / (1 - kr), 1 - kr, -kg, -kb);
    }

    /// <summary>Two rows of four bytes a pixel into two rows of luma, of even length, and one of each chroma.</summary>
    public void Convert(
        ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, Span<byte> upperLuma, Span<byte> lowerLuma, Span<byte> blueDifference, Span<byte> redDifference)
    {
        var width = upper.Length / 4;
        for (var x = 0; x < blueDifference.Length; x++)
        {
            var (left, right) = (8 * x, 4 * Math.Min((2 * x) + 1, width - 1));
            int blue = 0, green = 0, red = 0;
            upperLuma[2 * x] = Luma(upper.Slice(left, 4), ref blue, ref green, ref red);
            upperLuma[(2 * x) + 1] = Luma(upper.Slice(right, 4), ref blue, ref green, ref red);
            lowerLuma[2 * x] = Luma(lower.Slice(left, 4), ref blue, ref green, ref red);
            lowerLuma[(2 * x) + 1] = Luma(lower.Slice(right, 4), ref blue, ref green, ref red);
            blueDifference[x] = Chroma(_blueDifference, blue, green, red);
            redDifference[x] = Chroma(_redDifference, blue, green, red);
        }
    }

    private static (int Red, int Green, int Blue) Whole(double gain, double red, double green, double blue) =>
        ((int)Math.Round(gain * red * One), (int)Math.Round(gain * green * One), (int)Math.Round(gain * blue * One));

    private static byte Chroma((int Red, int Green, int Blue) c, int blue, int green, int red) =>
        (byte)(((c.Red * red) + (c.Green * green) + (c.Blue * blue) + ChromaOffset) >> 18);

    private byte Luma(ReadOnlySpan<byte> pixel, ref int blue, ref int green, ref int red)
    {
        int b = pixel[0], g = pixel[1], r = pixel[2];
        (blue, green, red) = (blue + b, green + g, red + r);
        return (byte)(((_luma.Red * r) + (_luma.Green * g) + (_luma.Blue * b) + LumaOffset) >> 16);
    }
}
