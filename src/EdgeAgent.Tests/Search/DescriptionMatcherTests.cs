using EdgeAgent.Domain;

namespace EdgeAgent.Search;

public sealed class DescriptionMatcherTests
{
    private static readonly Description RedOverBlue = new()
    {
        Tops = new ColorSet(NamedColor.Red),
        Bottoms = new ColorSet(NamedColor.Blue),
        Age = AgeGroup.Child,
        Company = Company.Alone,
        Carried = Carried.Backpack | Carried.Dog,
        Heading = Heading.UpLeft,
    };

    [Fact]
    public void What_is_unknown_is_no_evidence()
    {
        var matcher = new DescriptionMatcher(RedOverBlue with { Carried = Carried.None });

        Assert.Equal(0, matcher.LogLikelihoodRatio(default));
        Assert.All(matcher.Explain(default), score => Assert.Equal((0f, "unknown"), (score.LogLikelihoodRatio, score.Seen)));
        Assert.Equal(0, matcher.Score(0));
    }

    [Fact]
    public void The_best_is_reached_and_never_passed()
    {
        var matcher = new DescriptionMatcher(RedOverBlue);

        var best = float.NegativeInfinity;
        for (var code = 0; code < ColorEstimate.Codes; code++)
        {
            var seen = new Domain.Appearance
            {
                Tops = ColorEstimate.FromCode(code),
                Bottoms = ColorEstimate.Of(NamedColor.Blue, 1),
                Age = AgeGroup.Child,
                Company = Company.Alone,
                Carried = Carried.Backpack | Carried.Dog | Carried.Umbrella,
                Heading = Heading.UpLeft,
            };
            best = MathF.Max(best, matcher.LogLikelihoodRatio(seen));
        }

        Assert.Equal(matcher.Best, best, tolerance: 1e-4f);
        Assert.Equal(1, matcher.Score(best), tolerance: 1e-5f);
    }

    [Fact]
    public void Where_red_was_described_orange_speaks_for_it_more_than_green()
    {
        var matcher = new DescriptionMatcher(new Description { Tops = new ColorSet(NamedColor.Red) });

        var (red, orange, green) = (Of(NamedColor.Red), Of(NamedColor.Orange), Of(NamedColor.Green));

        Assert.True(red > orange);
        Assert.True(orange > 0);
        Assert.True(green < 0);

        float Of(NamedColor seen) => matcher.LogLikelihoodRatio(new Domain.Appearance { Tops = ColorEstimate.Of(seen, 1) });
    }

    [Fact]
    public void Another_kind_is_no_match_at_all()
    {
        var matcher = new DescriptionMatcher(new Description { Kind = ObjectKind.Car });

        Assert.Equal(float.NegativeInfinity, matcher.LogLikelihoodRatio(default));
        Assert.Equal(0, matcher.Score(float.NegativeInfinity));
        Assert.Equal(1, matcher.Score(matcher.LogLikelihoodRatio(new Domain.Appearance { Kind = ObjectKind.Car })));
    }

    [Fact]
    public void The_sum_of_the_explanation_is_the_likelihood()
    {
        var matcher = new DescriptionMatcher(RedOverBlue);
        var seen = new Domain.Appearance
        {
            Tops = ColorEstimate.Of(NamedColor.Orange, 0.5f, NamedColor.White, 0.25f),
            Age = AgeGroup.Adult,
            Company = Company.Accompanied,
            Carried = Carried.Dog,
            Heading = Heading.UpRight,
        };

        Assert.Equal(matcher.LogLikelihoodRatio(seen), matcher.Explain(seen).Sum(score => score.LogLikelihoodRatio), tolerance: 1e-4f);
    }

    [Fact]
    public void What_was_seen_is_told_in_the_words_that_a_description_takes()
    {
        var seen = new Domain.Appearance { Carried = Carried.Backpack | Carried.Dog, Heading = Heading.UpRight };

        var told = new DescriptionMatcher(RedOverBlue).Explain(seen).ToDictionary(score => score.Attribute, score => score.Seen);

        Assert.Equal("up-right", told["heading"]);
        Assert.Equal("backpack, dog", told["carried"]);
    }
}
