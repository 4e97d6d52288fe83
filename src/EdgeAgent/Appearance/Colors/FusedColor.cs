using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Colors;

/// <summary>The colour of one garment over all views of a track so far: better views count more. A mutable struct, of constant size.</summary>
internal struct FusedColor
{
    /// <summary>Below this share no name is sure enough to be said.</summary>
    private const float LeastFirst = 0.4f;

    /// <summary>From this share on it is a second colour rather than folds and edges.</summary>
    private const float LeastSecond = 0.28f;

    // A garment that was seen well for a minute must still notice that the first views were of somebody else.
    private const float MostWeight = 40;

    private ColorWeights _sum;
    private float _weight;

    /// <param name="view">Sums to one, or is all zero where there was nothing to see.</param>
    /// <param name="quality">Of the view.</param>
    /// <param name="trust">0–1, of the scene's light; the rest goes to what could not be told.</param>
    public void Add(in ColorWeights view, float quality, float trust)
    {
        if (view.Sum <= 0 || quality <= 0)
        {
            return;
        }

        if (_weight > MostWeight)
        {
            (_sum, _weight) = (_sum.DividedBy(2), _weight / 2);
        }

        _sum.Add(view, quality * trust);
        _sum[NamedColor.Unknown] += quality * (1 - trust);
        _weight += quality;
    }

    public readonly ColorEstimate Estimate
    {
        get
        {
            if (_weight <= 0)
            {
                return default;
            }

            var (first, second) = (NamedColor.Unknown, NamedColor.Unknown);
            foreach (var color in NamedColors.All)
            {
                if (_sum[color] > _sum[first] || first == NamedColor.Unknown)
                {
                    (first, second) = (color, first);
                }
                else if (_sum[color] > _sum[second] || second == NamedColor.Unknown)
                {
                    second = color;
                }
            }

            var (one, two) = (_sum[first] / _weight, _sum[second] / _weight);
            return one < LeastFirst ? default
                : two < LeastSecond ? ColorEstimate.Of(first, one)
                : ColorEstimate.Of(first, one, second, two);
        }
    }
}
