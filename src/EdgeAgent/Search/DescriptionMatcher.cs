using System.Numerics;
using EdgeAgent.Domain;

namespace EdgeAgent.Search;

/// <summary>
/// How well an appearance fits one description: the logarithm of the likelihood ratio P(seen | described) / P(seen), summed over what was
/// described (naive Bayes). What is unknown says nothing, neither for nor against. Immutable, safe for all threads; allocates nothing to score.
/// </summary>
internal sealed class DescriptionMatcher
{
    // Measured nowhere yet: what a height within the calibration's error says, and what the detector finds of things that are there.
    private static readonly float ChildSeenOfChild = MathF.Log(0.85f / 0.13f);
    private static readonly float AdultSeenOfChild = MathF.Log(0.15f / 0.87f);
    private static readonly float AdultSeenOfAdult = MathF.Log(0.95f / 0.87f);
    private static readonly float ChildSeenOfAdult = MathF.Log(0.05f / 0.13f);
    private static readonly float CompanyAgrees = MathF.Log(0.8f / 0.55f);
    private static readonly float CompanyDiffers = MathF.Log(0.2f / 0.45f);
    private static readonly float CarriedSeen = MathF.Log(0.5f / 0.08f);
    private static readonly float CarriedNotSeen = MathF.Log(0.5f / 0.92f);

    /// <summary>By eighths of a circle between described and seen.</summary>
    private static readonly float[] HeadingApart = [MathF.Log(0.6f * 8), MathF.Log(0.15f * 8), MathF.Log(0.04f * 8), MathF.Log(0.01f * 8), MathF.Log(0.01f * 8)];

    private readonly float[] _tops;
    private readonly float[] _bottoms;
    private readonly float[] _body;

    public DescriptionMatcher(Description description)
    {
        Description = description;
        (_tops, _bottoms, _body) = (Table(description.Tops), Table(description.Bottoms), Table(description.Body));
        Best = _tops.Max() + _bottoms.Max() + _body.Max()
            + (description.Age is { } age ? OfAge(age, age) : 0)
            + (description.Company is null ? 0 : CompanyAgrees)
            + (BitOperations.PopCount((uint)description.Carried) * CarriedSeen)
            + (description.Heading is null ? 0 : HeadingApart[0]);
    }

    public Description Description { get; }

    /// <summary>The highest that any appearance can reach; 0 where nothing but the kind was described.</summary>
    public float Best { get; }

    /// <summary>Of a garment with that <see cref="ColorEstimate.Code"/>; each table has <see cref="ColorEstimate.Codes"/> values.</summary>
    public ReadOnlySpan<float> Tops => _tops;

    public ReadOnlySpan<float> Bottoms => _bottoms;

    public ReadOnlySpan<float> Body => _body;

    /// <summary>Natural logarithm of the likelihood ratio; negative infinity for another kind.</summary>
    public float LogLikelihoodRatio(in Domain.Appearance seen) => seen.Kind != Description.Kind
        ? float.NegativeInfinity
        : _tops[seen.Tops.Code] + _bottoms[seen.Bottoms.Code] + _body[seen.Body.Code]
            + OfAge(seen.Age) + OfCompany(seen.Company) + OfCarried(seen.Carried) + OfHeading(seen.Heading);

    /// <summary>0–1: the share of <see cref="Best"/> that a ratio reaches; 0 where it speaks against.</summary>
    public float Score(float logLikelihoodRatio) => Best > 0 ? Math.Clamp(logLikelihoodRatio / Best, 0, 1) : float.IsFinite(logLikelihoodRatio) ? 1 : 0;

    /// <summary>One by one what was described, for people and for the event.</summary>
    public IReadOnlyList<AttributeScore> Explain(in Domain.Appearance seen)
    {
        List<AttributeScore> scores = [];
        Add("tops", !Description.Tops.IsEmpty, _tops[seen.Tops.Code], seen.Tops.ToString());
        Add("bottoms", !Description.Bottoms.IsEmpty, _bottoms[seen.Bottoms.Code], seen.Bottoms.ToString());
        Add("body", !Description.Body.IsEmpty, _body[seen.Body.Code], seen.Body.ToString());
        Add("age", Description.Age is not null, OfAge(seen.Age), DescriptionWords.Of(seen.Age));
        Add("company", Description.Company is not null, OfCompany(seen.Company), DescriptionWords.Of(seen.Company));
        Add("carried", Description.Carried != Carried.None, OfCarried(seen.Carried), DescriptionWords.Of(seen.Carried));
        Add("heading", Description.Heading is not null, OfHeading(seen.Heading), DescriptionWords.Of(seen.Heading));
        return scores;

        void Add(string attribute, bool isDescribed, float ratio, string words)
        {
            if (isDescribed)
            {
                scores.Add(new AttributeScore(attribute, ratio, words));
            }
        }
    }

    public float OfAge(AgeGroup seen) => Description.Age is { } described ? OfAge(described, seen) : 0;

    public float OfCompany(Company seen) =>
        Description.Company is not { } described || described == Company.Unknown || seen == Company.Unknown
            ? 0
            : described == seen ? CompanyAgrees : CompanyDiffers;

    public float OfCarried(Carried seen)
    {
        var described = Description.Carried;
        var found = BitOperations.PopCount((uint)(described & seen));
        return (found * CarriedSeen) + ((BitOperations.PopCount((uint)described) - found) * CarriedNotSeen);
    }

    public float OfHeading(Heading seen)
    {
        if (Description.Heading is not { } described || described == Heading.Unknown || seen == Heading.Unknown)
        {
            return 0;
        }

        var apart = Math.Abs((int)described - (int)seen);
        return HeadingApart[Math.Min(apart, 8 - apart)];
    }

    private static float OfAge(AgeGroup described, AgeGroup seen) => (described, seen) switch
    {
        (AgeGroup.Child, AgeGroup.Child) => ChildSeenOfChild,
        (AgeGroup.Child, AgeGroup.Adult) => AdultSeenOfChild,
        (AgeGroup.Adult, AgeGroup.Adult) => AdultSeenOfAdult,
        (AgeGroup.Adult, AgeGroup.Child) => ChildSeenOfAdult,
        _ => 0,
    };

    private static float[] Table(ColorSet described)
    {
        var table = new float[ColorEstimate.Codes];
        if (!described.IsEmpty)
        {
            for (var code = 1; code < table.Length; code++)
            {
                var seen = ColorEstimate.FromCode(code);
                table[code] = MathF.Log(
                    (seen.FirstScore * ColorConfusion.LikelihoodRatio(described, seen.First))
                    + (seen.SecondScore * ColorConfusion.LikelihoodRatio(described, seen.Second))
                    + (1 - seen.FirstScore - seen.SecondScore));
            }
        }

        return table;
    }
}
