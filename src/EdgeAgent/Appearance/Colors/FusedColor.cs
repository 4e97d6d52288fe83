using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Colors;

/// <summary>The colour of one garment over all views of a track so far: better views count more. A mutable struct, of constant size.</summary>
internal struct FusedColor
{
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

    /// <summary>The likeliest colours (Bayes: the views' shares times how usual each is); unknown where none is likely enough.</summary>
    public readonly ColorEstimate Estimate(GarmentKind kind)
    {
        if (_weight <= 0)
        {
            return default;
        }

        var (first, second) = (NamedColor.Unknown, NamedColor.Unknown);
        var (most, next, sum) = (0f, 0f, _sum[NamedColor.Unknown]);
        foreach (var color in NamedColors.All)
        {
            var likely = _sum[color] * kind.Usual(color);
            sum += likely;
            if (likely > most)
            {
                (first, most, second, next) = (color, likely, first, most);
            }
            else if (likely > next)
            {
                (second, next) = (color, likely);
            }
        }

        return most < kind.LeastShare * sum ? default
            : next < LeastSecond * sum ? ColorEstimate.Of(first, most / sum)
            : ColorEstimate.Of(first, most / sum, second, next / sum);
    }
}
