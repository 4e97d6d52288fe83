using System.Globalization;
using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance.Colors;

/// <summary>Colours as they stand in tables of colours: sRGB, written <c>c01020</c>.</summary>
internal static class Paint
{
    public static LinearColor Light(string hex)
    {
        var value = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new LinearColor(Linear.Of(value >> 16), Linear.Of((value >> 8) & 255), Linear.Of(value & 255));
    }

    public static Lab Lab(string hex)
    {
        var light = Light(hex);
        return Colors.Lab.FromLinear(light.Red, light.Green, light.Blue);
    }

    /// <summary>The shares of the names.</summary>
    public static ColorWeights Name(string hex)
    {
        var weights = default(ColorWeights);
        ColorNamer.Name(Lab(hex), 1, ref weights);
        return weights;
    }

    /// <summary>What a camera writes for that light: ITU-T H.273, cut where a channel is full.</summary>
    public static (byte Luma, byte Blue, byte Red) Sample(LinearColor light, YuvColor color)
    {
        var (kr, kb) = color.Matrix == YuvMatrix.Bt709 ? (0.2126f, 0.0722f) : (0.299f, 0.114f);
        var (r, g, b) = (Gamma(light.Red), Gamma(light.Green), Gamma(light.Blue));
        var y = (kr * r) + ((1 - kr - kb) * g) + (kb * b);
        var (u, v) = ((b - y) / (2 * (1 - kb)), (r - y) / (2 * (1 - kr)));
        return color.FullRange
            ? (Byte(255 * y), Byte(128 + (255 * u)), Byte(128 + (255 * v)))
            : (Byte(16 + (219 * y)), Byte(128 + (224 * u)), Byte(128 + (224 * v)));
    }

    private static float Gamma(float light)
    {
        var cut = Math.Clamp(light, 0, 1);
        return cut <= 0.0031308f ? 12.92f * cut : (1.055f * MathF.Pow(cut, 1 / 2.4f)) - 0.055f;
    }

    private static byte Byte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
}
