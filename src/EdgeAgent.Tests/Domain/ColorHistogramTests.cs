using CsCheck;

namespace EdgeAgent.Domain;

public sealed class ColorHistogramTests
{
    private static readonly Gen<float[]> Weights = Gen.Float[0, 1].Array[ColorHistogram.Bins].Where(weights => weights.Sum() > 0.01f);

    private static readonly Gen<ColorHistogram> Histograms = Gen.Select(Weights, Weights, (upper, lower) => ColorHistogram.Of(upper, lower));

    [Fact]
    public void It_is_like_itself_and_likeness_has_no_direction()
    {
        Gen.Select(Histograms, Histograms).Sample((a, b) =>
        {
            Assert.Equal(1, a.Similarity(a), 0.02f);
            Assert.Equal(a.Similarity(b), b.Similarity(a));
            Assert.InRange(a.Similarity(b), 0, 1.02f);
        });
    }

    [Fact]
    public void It_is_the_coefficient_of_Bhattacharyya_of_both_halves()
    {
        Gen.Select(Weights, Weights, Weights, Weights).Sample((a, b, c, d) =>
        {
            var expected = (Coefficient(a, c) + Coefficient(b, d)) / 2;
            Assert.Equal(expected, ColorHistogram.Of(a, b).Similarity(ColorHistogram.Of(c, d)), 0.02f);
        });
    }

    [Fact]
    public void Nothing_is_like_nothing()
    {
        Assert.True(default(ColorHistogram).IsEmpty);
        Assert.True(ColorHistogram.Of(One(3), new float[ColorHistogram.Bins]).IsEmpty);
        Assert.Equal(0, ColorHistogram.Of(One(3), One(4)).Similarity(default));
        Assert.Equal(0, ColorHistogram.Of(One(3), One(4)).Similarity(ColorHistogram.Of(One(4), One(3))));
    }

    [Fact]
    public void Mixed_again_and_again_with_another_it_becomes_the_other()
    {
        Gen.Select(Histograms, Histograms).Sample((a, b) =>
        {
            var before = a.Similarity(b);
            for (var i = 0; i < 60; i++)
            {
                a = a.Mix(b, 0.2f);
            }

            Assert.InRange(a.Similarity(b), Math.Max(before - 0.01f, 0.97f), 1.02f);
        });
    }

    [Fact]
    public void An_empty_one_changes_nothing_and_takes_what_it_is_given()
    {
        var red = ColorHistogram.Of(One(3), One(4));
        Assert.Equal(red, red.Mix(default, 0.5f));
        Assert.Equal(red, default(ColorHistogram).Mix(red, 0.5f));
    }

    [Fact]
    public void Without_hues_it_is_grey()
    {
        Assert.True(ColorHistogram.Of(One(ColorHistogram.Hues), One(ColorHistogram.Bins - 1)).IsGrey);
        Assert.False(ColorHistogram.Of(One(ColorHistogram.Hues), One(2)).IsGrey);
    }

    private static float[] One(int bin)
    {
        var weights = new float[ColorHistogram.Bins];
        weights[bin] = 7;
        return weights;
    }

    private static float Coefficient(float[] a, float[] b) => a.Zip(b, (x, y) => MathF.Sqrt(x / a.Sum() * (y / b.Sum()))).Sum();
}
