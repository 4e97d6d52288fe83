namespace EdgeAgent.Appearance.Colors;

/// <summary>The sRGB transfer function (IEC 61966-2-1), backwards: from a display's 0–255 to light.</summary>
internal static class Linear
{
    private static readonly float[] Table = [.. Enumerable.Range(0, 256).Select(level => Exact(level / 255f))];

    /// <summary>0–1; what lies outside of 0–255 is cut.</summary>
    public static float Of(float level) => Table[(int)(Math.Clamp(level, 0, 255) + 0.5f)];

    private static float Exact(float value) => value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);
}
