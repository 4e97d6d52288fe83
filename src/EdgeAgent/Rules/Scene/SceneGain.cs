using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>
/// By how much the whole picture has become brighter than the background: the median over the open cells of the ratio of the two.
/// Clouds and the camera's exposure change all by one factor.
/// </summary>
internal sealed class SceneGain
{
    /// <summary>Added to levels before they are divided, so that noise in the dark is no ratio.</summary>
    public const float Black = 8;

    /// <summary>Level of a blue or red difference where there is no colour.</summary>
    private const float Grey = 128;

    private const int Bins = 128;
    private const int Middle = Bins / 2;

    // 24 to an octave: 3 % each.
    private const float PerOctave = 24;

    private readonly int[] _counts = new int[Bins];
    private readonly float[] _sums = new float[Bins];

    /// <summary>By how much a luma is off what the usual one is under a gain.</summary>
    public static float LumaOff(float now, float usual, float gain) => MathF.Abs(now - (((usual + Black) * gain) - Black));

    /// <summary>
    /// By how much a blue or red difference is off all that the usual one may be under a gain: exposure makes a colour stronger by as much as
    /// the picture is brighter, a veil of light leaves it as it was.
    /// </summary>
    public static float ColorOff(float now, float usual, float gain)
    {
        var scaled = ((usual - Grey) * gain) + Grey;
        return MathF.Max(0, MathF.Max(MathF.Min(usual, scaled) - now, now - MathF.Max(usual, scaled)));
    }

    public float Of(SceneMap scene, ScenePlanes usual, Occupancy occupied)
    {
        Array.Clear(_counts);
        Array.Clear(_sums);
        var count = 0;

        // A stride without a common factor with usual widths.
        for (var i = 0; i < usual.Luma.Length; i += 11)
        {
            if (!occupied[i])
            {
                var octaves = MathF.Log2(((scene.Luma[i] / 256f) + Black) / (usual.Luma[i] + Black));
                var bin = Math.Clamp((int)MathF.Round(octaves * PerOctave) + Middle, 0, Bins - 1);
                _counts[bin]++;
                _sums[bin] += octaves;
                count++;
            }
        }

        if (count < 16)
        {
            return 1;
        }

        var (median, before) = (0, 0);
        while (before + _counts[median] <= count / 2)
        {
            before += _counts[median++];
        }

        var (low, high) = (Math.Max(0, median - 1), Math.Min(Bins - 1, median + 1));
        var (sum, weight) = (0f, 0);
        for (var bin = low; bin <= high; bin++)
        {
            sum += _sums[bin];
            weight += _counts[bin];
        }

        return MathF.Pow(2, sum / weight);
    }
}
