namespace EdgeAgent.Appearance.Colors;

/// <summary>A colour in CIELAB, white D65 (ISO/CIE 11664-4): lightness 0–100, and two opponent axes: green to red, blue to yellow.</summary>
internal readonly record struct Lab(float Lightness, float A, float B)
{
    private const int Steps = 1024;

    // Above white: what is brighter than the scene's white stays brighter.
    private const float Most = 1.25f;

    private static readonly float[] Roots = MakeRoots();

    public float Chroma => MathF.Sqrt((A * A) + (B * B));

    /// <summary>Degrees, 0–360: 0 rose, 40 red, 70 orange, 95 yellow, 150 green, 260 blue, 320 purple.</summary>
    public float Hue
    {
        get
        {
            var degrees = MathF.Atan2(B, A) * (180 / MathF.PI);
            return degrees < 0 ? degrees + 360 : degrees;
        }
    }

    /// <summary>From linear sRGB, 1 for white (IEC 61966-2-1).</summary>
    public static Lab FromLinear(float red, float green, float blue)
    {
        var x = Root(((0.4124f * red) + (0.3576f * green) + (0.1805f * blue)) / 0.9505f);
        var y = Root((0.2126f * red) + (0.7152f * green) + (0.0722f * blue));
        var z = Root(((0.0193f * red) + (0.1192f * green) + (0.9505f * blue)) / 1.089f);
        return new Lab((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    /// <summary>Squared distance with lightness, which shadows change, at half the weight of colour.</summary>
    public float Difference(in Lab other)
    {
        var (l, a, b) = ((Lightness - other.Lightness) * 0.7f, (A - other.A) * 1.5f, (B - other.B) * 1.5f);
        return (l * l) + (a * a) + (b * b);
    }

    private static float Root(float value)
    {
        var place = Math.Clamp(value, 0, Most) * ((Steps - 1) / Most);
        var index = Math.Min((int)place, Steps - 2);
        return Roots[index] + ((place - index) * (Roots[index + 1] - Roots[index]));
    }

    private static float[] MakeRoots()
    {
        var roots = new float[Steps];
        for (var i = 0; i < Steps; i++)
        {
            var value = i * Most / (Steps - 1);
            roots[i] = value > 0.008856f ? MathF.Cbrt(value) : (7.787f * value) + (16f / 116);
        }

        return roots;
    }
}
