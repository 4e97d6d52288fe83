using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>How one view compares with the usual one.</summary>
internal sealed class ViewMeasure
{
    /// <summary>Below this level, where limited range has its black at 16, nothing can be told apart.</summary>
    private const double DarkLevel = 38;

    /// <summary>Level of black in limited range; what is of full range is taken for a little darker than it is.</summary>
    private const double Black = 16;

    /// <summary>Sharpness and edges of a block that has something to see, in levels.</summary>
    private const float Textured = 0.4f;

    private readonly float[] _edgesNow = new float[SceneMap.BlockColumns * SceneMap.BlockRows];
    private readonly float[] _edgesUsual = new float[SceneMap.BlockColumns * SceneMap.BlockRows];
    private readonly int[] _counts = new int[SceneMap.BlockColumns * SceneMap.BlockRows];
    private readonly int[] _levels = new int[256];

    /// <summary>The level that 98 % of the tiles stay below.</summary>
    public double Bright { get; private set; }

    /// <summary>Correlation of the luma of the tiles.</summary>
    public double Likeness { get; private set; }

    /// <summary>Spread of the luma of the tiles, as a share of the usual one: less by fog and by less light, and hardly by a lens out of focus.</summary>
    public double Spread { get; private set; }

    /// <summary>Contrast of the tiles, as a share of the usual one: their spread over their mean, which less light does not change.</summary>
    public double Contrast { get; private set; }

    /// <summary>Mean level of the tiles, as a share of the usual one.</summary>
    public double Light { get; private set; }

    /// <summary>Correlation of their edges.</summary>
    public double EdgeLikeness { get; private set; }

    /// <summary>The share of the blocks with texture that have lost it.</summary>
    public double LostShare { get; private set; }

    /// <summary>The share of the blocks with texture that are less sharp by more than their coarse edges are weaker, and than fog would explain.</summary>
    public double BlurredShare { get; private set; }

    /// <summary>Blocks with texture in the usual view.</summary>
    public int TexturedBlocks { get; private set; }

    public bool IsDark => Bright < DarkLevel;

    /// <summary>What covers the lens shows something else, or lets through a dim shade of the view; fog is bright.</summary>
    public bool IsCovered => TexturedBlocks >= 8 && LostShare >= 0.75 && (Likeness < 0.6 || (Contrast < 0.6 && Light < 0.6));

    public bool IsDefocused => TexturedBlocks >= 8 && BlurredShare >= 0.7 && Likeness >= 0.5;

    public bool IsTurned => TexturedBlocks >= 8 && EdgeLikeness < 0.25 && Likeness < 0.7;

    public static bool IsSame(CoarseView a, CoarseView b, ReadOnlySpan<bool> closed)
    {
        var edges = default(Correlation);
        for (var i = 0; i < closed.Length; i++)
        {
            if (!closed[i])
            {
                edges.Add(Soft(a.Edges[i]), Soft(b.Edges[i]));
            }
        }

        return edges.Coefficient(0.01) > 0.4;
    }

    public void Take(CoarseView now, CoarseView usual, ReadOnlySpan<bool> closed)
    {
        Array.Clear(_edgesNow);
        Array.Clear(_edgesUsual);
        Array.Clear(_counts);
        Array.Clear(_levels);
        var (luma, edges) = (default(Correlation), default(Correlation));
        for (var i = 0; i < closed.Length; i++)
        {
            _levels[(int)Math.Clamp(now.Luma[i], 0, 255)]++;
            if (closed[i])
            {
                continue;
            }

            luma.Add(now.Luma[i], usual.Luma[i]);
            edges.Add(Soft(now.Edges[i]), Soft(usual.Edges[i]));
            var block = now.BlockOf(i);
            _edgesNow[block] += now.Edges[i];
            _edgesUsual[block] += usual.Edges[i];
            _counts[block]++;
        }

        (Likeness, EdgeLikeness) = (luma.Coefficient(4), edges.Coefficient(0.01));
        Light = (luma.MeanA - Black) / Math.Max(luma.MeanB - Black, 1);
        Spread = Math.Sqrt(luma.VarianceA / Math.Max(luma.VarianceB, 1));
        Contrast = Light <= 0 ? 0 : Spread / Light;
        Bright = Percentile(closed.Length, 0.98);
        CompareBlocks(now, usual);
    }

    // A few strong edges, the border of a roof, must not speak for all.
    private static double Soft(float edge) => Math.Sqrt(edge);

    private void CompareBlocks(CoarseView now, CoarseView usual)
    {
        var (textured, lost, blurred) = (0, 0, 0);
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] == 0 || usual.Sharpness[i] < Textured || _edgesUsual[i] / _counts[i] < 2)
            {
                continue;
            }

            textured++;
            var (edges, sharpness) = (_edgesNow[i] / _edgesUsual[i], now.Sharpness[i] / usual.Sharpness[i]);
            lost += edges < 0.35 && sharpness < 0.4 ? 1 : 0;

            // Less light and fog weaken both alike, and the coarse picture too, but for what sinks below the noise.
            blurred += sharpness < 0.35 && sharpness < 0.55 * edges
                && sharpness < 0.55 * FadedSharpness.Share(usual.Sharpness[i], Math.Max(edges, Spread)) ? 1 : 0;
        }

        TexturedBlocks = textured;
        (LostShare, BlurredShare) = textured == 0 ? (0, 0) : ((double)lost / textured, (double)blurred / textured);
    }

    private int Percentile(int count, double share)
    {
        var (level, below) = (0, 0);
        while (level < 255 && below + _levels[level] < share * count)
        {
            below += _levels[level++];
        }

        return level;
    }
}
