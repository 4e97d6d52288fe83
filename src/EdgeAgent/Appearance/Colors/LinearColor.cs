namespace EdgeAgent.Appearance.Colors;

/// <summary>Linear sRGB, 1 for white.</summary>
internal readonly record struct LinearColor(float Red, float Green, float Blue)
{
    public static LinearColor operator +(LinearColor a, LinearColor b) => new(a.Red + b.Red, a.Green + b.Green, a.Blue + b.Blue);

    public static LinearColor operator -(LinearColor a, LinearColor b) => new(a.Red - b.Red, a.Green - b.Green, a.Blue - b.Blue);

    public static LinearColor operator *(LinearColor a, float b) => new(a.Red * b, a.Green * b, a.Blue * b);
}
