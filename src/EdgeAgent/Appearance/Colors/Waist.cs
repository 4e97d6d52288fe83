namespace EdgeAgent.Appearance.Colors;

/// <summary>Finds the row at which what covers the upper body gives way to what covers the legs: a coat ends lower than a jumper.</summary>
internal static class Waist
{
    /// <summary>Parts of the height: shoulders and ankles.</summary>
    public const float Shoulders = 0.17f;

    public const float Ankles = 0.88f;

    private const float Highest = 0.42f;
    private const float Lowest = 0.72f;
    private const float Usual = 0.53f;
    private const float Spread = 0.14f;

    /// <summary>
    /// The split that parts the rows' mean colours best: most variance between the two sides (Otsu 1979), weighted by how usual a waist it is.
    /// </summary>
    public static int Find(PersonPatch patch)
    {
        Span<(Lab Color, float Weight)> rows = stackalloc (Lab, float)[PersonPatch.Rows];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = MeanOf(patch, row);
        }

        var (best, split) = (0f, (int)(Usual * PersonPatch.Rows));
        for (var row = (int)(Highest * PersonPatch.Rows); row < (int)(Lowest * PersonPatch.Rows); row++)
        {
            var above = MeanOf(rows[First..row]);
            var below = MeanOf(rows[row..Last]);
            var off = (((float)row / PersonPatch.Rows) - Usual) / Spread;
            var value = above.Weight * below.Weight / (above.Weight + below.Weight + 1e-6f)
                * above.Color.Difference(below.Color) * MathF.Exp(-0.5f * off * off);
            (best, split) = value > best ? (value, row) : (best, split);
        }

        return split;
    }

    public static int First => (int)(Shoulders * PersonPatch.Rows);

    public static int Last => (int)(Ankles * PersonPatch.Rows);

    private static (Lab, float) MeanOf(PersonPatch patch, int row)
    {
        var (l, a, b, sum) = (0f, 0f, 0f, 0f);
        for (var column = 0; column < PersonPatch.Columns; column++)
        {
            var (color, weight) = (patch.Color(row, column), patch.Weight(row, column));
            (l, a, b, sum) = (l + (weight * color.Lightness), a + (weight * color.A), b + (weight * color.B), sum + weight);
        }

        return sum > 0 ? (new Lab(l / sum, a / sum, b / sum), sum) : default;
    }

    private static (Lab Color, float Weight) MeanOf(ReadOnlySpan<(Lab Color, float Weight)> rows)
    {
        var (l, a, b, sum) = (0f, 0f, 0f, 0f);
        foreach (var (color, weight) in rows)
        {
            (l, a, b, sum) = (l + (weight * color.Lightness), a + (weight * color.A), b + (weight * color.B), sum + weight);
        }

        return sum > 0 ? (new Lab(l / sum, a / sum, b / sum), sum) : default;
    }
}
