using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Search;

/// <summary>
/// How often something that a witness calls by one colour is seen by the agent as another, and how often the agent sees each: the one
/// place for both.
/// </summary>
internal static class ColorConfusion
{
    /// <summary>Of a hundred garments that are called by the row's colour, how many are seen as the column's, in the order of <see cref="NamedColor"/>.</summary>
    private static readonly float[,] Seen = Normalised(new float[,]
    {
        // black white gray red orange yellow green blue purple pink brown beige
        { 78, 1, 11, 0.5f, 0.2f, 0.2f, 1.5f, 4, 1, 0.3f, 2.5f, 0.5f },
        { 0.5f, 76, 12, 0.3f, 0.2f, 0.7f, 0.5f, 2, 0.5f, 1, 0.5f, 6 },
        { 12, 9, 64, 0.5f, 0.2f, 0.3f, 1.5f, 5, 2, 0.5f, 2, 4 },
        { 1, 0.5f, 1, 74, 7, 0.5f, 0.3f, 0.3f, 3, 8, 4, 0.5f },
        { 0.5f, 0.5f, 0.5f, 11, 68, 7, 0.3f, 0.2f, 0.3f, 3, 7, 2 },
        { 0.3f, 4, 0.7f, 0.5f, 7, 72, 6, 0.3f, 0.2f, 0.5f, 1.5f, 7 },
        { 5, 1, 6, 0.3f, 0.3f, 3, 74, 5, 0.3f, 0.2f, 3, 2 },
        { 7, 2, 8, 0.3f, 0.2f, 0.2f, 2, 74, 5, 0.5f, 0.3f, 0.5f },
        { 4, 1, 4, 5, 0.3f, 0.2f, 0.3f, 12, 64, 8, 1, 0.4f },
        { 0.3f, 5, 2, 11, 3, 0.5f, 0.2f, 0.5f, 7, 64, 1.5f, 5 },
        { 11, 0.5f, 6, 6, 6, 1.5f, 2, 0.5f, 1, 1, 57, 8 },
        { 0.5f, 11, 9, 0.5f, 2, 5, 1.5f, 0.5f, 0.5f, 4, 6, 60 },
    });

    /// <summary>Of a hundred garments in a street, how many people call by each colour, in the order of <see cref="NamedColors.All"/>.</summary>
    public static readonly ImmutableArray<float> Worn = [30, 14, 15, 5, 1.5f, 1.5f, 4, 14, 2, 3, 4, 6];

    /// <summary>The share of all garments whose colour is seen as each, P(seen).</summary>
    private static readonly float[] Usual = SeenOfAll();

    /// <summary>
    /// How much likelier that colour is seen where the description is true than with anybody: P(seen | one of the described) / P(seen).
    /// 1 for a colour that could not be told.
    /// </summary>
    public static float LikelihoodRatio(ColorSet described, NamedColor seen)
    {
        if (seen == NamedColor.Unknown || described.IsEmpty)
        {
            return 1;
        }

        var (likelihood, weight) = (0f, 0f);
        foreach (var color in described.Colors)
        {
            likelihood += Worn[(int)color - 1] * Seen[(int)color - 1, (int)seen - 1];
            weight += Worn[(int)color - 1];
        }

        return likelihood / weight / Usual[(int)seen - 1];
    }

    private static float[] SeenOfAll()
    {
        var seen = new float[NamedColors.Count];
        for (var worn = 0; worn < NamedColors.Count; worn++)
        {
            for (var shown = 0; shown < NamedColors.Count; shown++)
            {
                seen[shown] += Worn[worn] / Worn.Sum() * Seen[worn, shown];
            }
        }

        return seen;
    }

    private static float[,] Normalised(float[,] rows)
    {
        for (var row = 0; row < NamedColors.Count; row++)
        {
            var sum = 0f;
            for (var column = 0; column < NamedColors.Count; column++)
            {
                sum += rows[row, column];
            }

            for (var column = 0; column < NamedColors.Count; column++)
            {
                rows[row, column] /= sum;
            }
        }

        return rows;
    }
}
