namespace EdgeAgent.Imaging;

/// <summary>Affine map from 8-bit YUV to RGB 0–255 (ITU-T H.273, matrix coefficients 1 and 6).</summary>
internal readonly record struct YuvToRgb(YuvToRgb.Coefficients Red, YuvToRgb.Coefficients Green, YuvToRgb.Coefficients Blue)
{
    /// <summary>colour = Y·y + U·u + V·v + Offset</summary>
    internal readonly record struct Coefficients(float Y, float U, float V, float Offset)
    {
        public float Apply(float y, float u, float v) => (Y * y) + (U * u) + (V * v) + Offset;
    }

    public static YuvToRgb For(YuvColor color)
    {
        var (kr, kb) = color.Matrix == YuvMatrix.Bt709 ? (0.2126f, 0.0722f) : (0.299f, 0.114f);
        var kg = 1 - kr - kb;
        var (gainY, black) = color.FullRange ? (1f, 0f) : (255f / 219, 16f);
        var gainC = color.FullRange ? 1f : 255f / 224;
        var (redV, blueU) = (2 * (1 - kr) * gainC, 2 * (1 - kb) * gainC);
        var (greenU, greenV) = (-blueU * kb / kg, -redV * kr / kg);
        Coefficients Of(float u, float v) => new(gainY, u, v, (-black * gainY) - (128 * (u + v)));
        return new YuvToRgb(Of(0, redV), Of(greenU, greenV), Of(blueU, 0));
    }

    /// <summary>0 red, 1 green, 2 blue.</summary>
    public Coefficients Row(int color) => color switch { 0 => Red, 1 => Green, _ => Blue };
}
