using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>
/// Twelve sets of clothes, and what a camera makes of them. Two sights of one are alike by 0.91 in the median (from 0.86 to 0.95 in nine of
/// ten), sights of two different ones by 0.69 (0.48 to 0.91): a little farther apart than in real recordings, and noisier.
/// </summary>
internal static class Wardrobe
{
    public const int Size = 12;

    private const int Bins = ColorHistogram.Bins;

    private static readonly float[][] Clothes = Sew(new Random(5));

    public static ColorHistogram Show(int clothes, Random random)
    {
        Span<float> seen = stackalloc float[2 * Bins];
        for (var i = 0; i < seen.Length; i++)
        {
            var noise = random.NextSingle();
            seen[i] = (Clothes[clothes][i] * (0.2f + (1.6f * random.NextSingle()))) + (0.5f * noise * noise);
        }

        return ColorHistogram.Of(seen[..Bins], seen[Bins..]);
    }

    /// <summary>Half of all clothes have a colour, and most of the others are dark.</summary>
    private static float[][] Sew(Random random)
    {
        var all = new float[Size][];
        for (var i = 0; i < Size; i++)
        {
            var bins = all[i] = new float[2 * Bins];
            foreach (var half in new[] { 0, Bins })
            {
                if (random.NextDouble() < 0.45)
                {
                    var hue = random.Next(ColorHistogram.Hues);
                    bins[half + hue] += 3;
                    bins[half + ((hue + 1) % ColorHistogram.Hues)] += 2;
                }

                var grey = random.NextDouble() < 0.6 ? random.Next(2) : random.Next(ColorHistogram.Greys);
                bins[half + ColorHistogram.Hues + grey] += 3;
                bins[half + ColorHistogram.Hues + Math.Min(ColorHistogram.Greys - 1, grey + 1)] += 2;
            }
        }

        return all;
    }
}
