namespace EdgeAgent.Domain;

public sealed class ColorEstimateTests
{
    [Fact]
    public void Every_code_is_another_estimate_and_comes_back_from_its_colors_and_scores()
    {
        HashSet<(NamedColor, float, NamedColor, float)> seen = [];
        for (var code = 0; code < ColorEstimate.Codes; code++)
        {
            var estimate = ColorEstimate.FromCode(code);

            Assert.True(seen.Add((estimate.First, estimate.FirstScore, estimate.Second, estimate.SecondScore)));
            Assert.NotEqual(estimate.IsUnknown, estimate.First != NamedColor.Unknown);
            Assert.True(estimate.FirstScore >= estimate.SecondScore && estimate.FirstScore + estimate.SecondScore <= 1);

            // Of two equal scores the first colour is the one that was named first.
            Assert.Equal(code, ColorEstimate.Of(estimate.First, estimate.FirstScore, estimate.Second, estimate.SecondScore).Code);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(ColorEstimate.Codes)]
    [InlineData(int.MaxValue)]
    public void A_code_that_does_not_exist_is_refused(int code) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ColorEstimate.FromCode(code));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(0.1f)]
    [InlineData(-3f)]
    public void A_score_that_says_nothing_leaves_it_unknown(float score) => Assert.True(ColorEstimate.Of(NamedColor.Red, score).IsUnknown);

    [Fact]
    public void Scores_never_come_to_more_than_one()
    {
        var estimate = ColorEstimate.Of(NamedColor.Red, 5, NamedColor.Blue, 0.9f);

        Assert.Equal((NamedColor.Red, 0.75f, NamedColor.Blue, 0.25f), (estimate.First, estimate.FirstScore, estimate.Second, estimate.SecondScore));
    }
}
