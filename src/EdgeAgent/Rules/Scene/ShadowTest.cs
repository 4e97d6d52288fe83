namespace EdgeAgent.Rules.Scene;

/// <summary>A shadow makes all of its ground darker by one factor and leaves the colour alone.</summary>
internal static class ShadowTest
{
    private const float Darkest = 0.45f;
    private const float Brightest = 0.95f;

    /// <summary>Of the logarithm of the factor: the ground under a shadow varies by no more, things by much more.</summary>
    private const float Spread = 0.1f;

    private const float Color = 4;

    public static bool IsShadow(SceneBackground background, ReadOnlySpan<int> cells)
    {
        var (usual, lately) = (background.Usual, background.Lately);
        float sum = 0, squares = 0, color = 0;
        foreach (var cell in cells)
        {
            var ratio = MathF.Log((lately.Luma[cell] + SceneGain.Black) / (usual.Luma[cell] + SceneGain.Black));
            sum += ratio;
            squares += ratio * ratio;
            color += MathF.Abs(lately.Blue[cell] - usual.Blue[cell]) + MathF.Abs(lately.Red[cell] - usual.Red[cell]);
        }

        var mean = sum / cells.Length;
        var variance = MathF.Max(0, (squares / cells.Length) - (mean * mean));
        return MathF.Exp(mean) is > Darkest and < Brightest && variance < Spread * Spread && color / cells.Length < Color;
    }
}
