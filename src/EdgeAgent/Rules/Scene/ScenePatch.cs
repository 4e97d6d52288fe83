namespace EdgeAgent.Rules.Scene;

/// <summary>How a part of the scene looked: some cells of a rectangle, compared by their pattern, whatever the brightness.</summary>
internal sealed class ScenePatch
{
    /// <summary>What noise alone makes of the variance, in levels squared: two flat patches are alike.</summary>
    private const double NoiseVariance = 40;

    /// <summary>Chroma steps are smaller than those of luma.</summary>
    private const double ColorWeight = 2;

    private readonly int _sceneWidth;
    private readonly ScenePlanes _look;
    private readonly bool[] _mask;

    /// <param name="planes">That are copied.</param>
    /// <param name="sceneWidth">Cells in a row of the planes.</param>
    /// <param name="area">Within the planes.</param>
    /// <param name="mask">Cells of the area that count; those of the area only, row by row.</param>
    public ScenePatch(ScenePlanes planes, int sceneWidth, CellArea area, bool[] mask)
    {
        (_sceneWidth, Area, _mask) = (sceneWidth, area, mask);
        _look = new ScenePlanes(area.Count);
        Take(planes);
    }

    public CellArea Area { get; }

    /// <summary>The mask of some cells and those round them, within an area that has room for them.</summary>
    public static bool[] MaskOf(ReadOnlySpan<int> cells, CellArea area, int sceneWidth, int ring)
    {
        var mask = new bool[area.Count];
        foreach (var cell in cells)
        {
            var (x, y) = ((cell % sceneWidth) - area.Left, (cell / sceneWidth) - area.Top);
            for (var ny = Math.Max(0, y - ring); ny <= Math.Min(area.Height - 1, y + ring); ny++)
            {
                mask.AsSpan((ny * area.Width) + Math.Max(0, x - ring), Math.Min(area.Width - 1, x + ring) - Math.Max(0, x - ring) + 1).Fill(true);
            }
        }

        return mask;
    }

    /// <summary>Looks like this from now on.</summary>
    public void Take(ScenePlanes planes) => Follow(planes, 1);

    /// <summary>Comes nearer to how it looks now.</summary>
    public void Follow(ScenePlanes planes, float rate)
    {
        for (var i = 0; i < _mask.Length; i++)
        {
            var cell = CellOf(i);
            _look.Luma[i] += rate * (planes.Luma[cell] - _look.Luma[i]);
            _look.Blue[i] += rate * (planes.Blue[cell] - _look.Blue[i]);
            _look.Red[i] += rate * (planes.Red[cell] - _look.Red[i]);
        }
    }

    /// <summary>The share of its cells before which nobody stands.</summary>
    public float InView(Occupancy occupied)
    {
        var (open, all) = (0, 0);
        for (var i = 0; i < _mask.Length; i++)
        {
            if (_mask[i])
            {
                all++;
                open += occupied[CellOf(i)] ? 0 : 1;
            }
        }

        return all == 0 ? 0 : (float)open / all;
    }

    /// <summary>
    /// Contrast and structure of SSIM (Wang et al., 2004, with both terms in one) over the open cells, luma and chroma together: 1 for the same pattern, near 0 where
    /// one has a pattern that the other has not.
    /// </summary>
    public float Likeness(ScenePlanes now, Occupancy occupied) => Likeness(now, occupied, new CellArea(0, 0, Area.Width, Area.Height), out _);

    /// <summary>The same for a part of it, given in cells of its own.</summary>
    public float Likeness(ScenePlanes now, Occupancy occupied, CellArea part, out float texture)
    {
        Correlation luma = default, blue = default, red = default;
        for (var y = part.Top; y < part.Bottom; y++)
        {
            for (var i = (y * Area.Width) + part.Left; i < (y * Area.Width) + part.Right; i++)
            {
                var cell = CellOf(i);
                if (_mask[i] && !occupied[cell])
                {
                    luma.Add(now.Luma[cell], _look.Luma[i]);
                    blue.Add(now.Blue[cell], _look.Blue[i]);
                    red.Add(now.Red[cell], _look.Red[i]);
                }
            }
        }

        var covariance = luma.Covariance + (ColorWeight * (blue.Covariance + red.Covariance));
        var here = luma.VarianceA + (ColorWeight * (blue.VarianceA + red.VarianceA));
        var before = luma.VarianceB + (ColorWeight * (blue.VarianceB + red.VarianceB));
        texture = (float)Math.Max(here, before);
        return luma.Count == 0 ? 0 : (float)(((2 * covariance) + NoiseVariance) / (here + before + NoiseVariance));
    }

    private int CellOf(int i) => ((Area.Top + (i / Area.Width)) * _sceneWidth) + Area.Left + (i % Area.Width);
}
