using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>
/// How sharp a block is to be expected where fog or less light has taken contrast from it: less than its contrast says, since steps that sink
/// below the noise are not counted. Steps between neighbours are taken to be distributed exponentially (natural pictures: Huang and Mumford,
/// 1999), with mean λ: steps beyond n levels of noise then have the mean S = λ·exp(−n/λ), and under a contrast c that of c·λ.
/// </summary>
internal static class FadedSharpness
{
    /// <summary>The share of a sharpness that is left.</summary>
    /// <param name="usual">The sharpness at full contrast, in levels, above 0.</param>
    /// <param name="contrast">That is left, as a share; 1 and more leave all.</param>
    public static double Share(double usual, double contrast) => contrast switch
    {
        <= 0 => 0,
        >= 1 => 1,
        _ => contrast * Math.Exp(-LambertW(SceneMap.Noise / usual) * ((1 / contrast) - 1)),
    };

    /// <summary>The w of w·exp(w) = z, here n/λ, for z above 0: by Newton's method, to six digits for all that cameras show.</summary>
    private static double LambertW(double z)
    {
        var w = Math.Log(1 + z);
        for (var i = 0; i < 5; i++)
        {
            var power = Math.Exp(w);
            w -= ((w * power) - z) / (power * (w + 1));
        }

        return w;
    }
}
