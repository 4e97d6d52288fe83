using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Colors;

public sealed class FusedColorTests
{
    private FusedColor _color;

    [Fact]
    public void Before_anything_was_seen_it_is_unknown()
    {
        Assert.True(_color.Estimate(GarmentKind.Tops).IsUnknown);
        _color.Add(default, 1, 1);
        _color.Add(Of((NamedColor.Red, 1)), 0, 1);
        Assert.True(_color.Estimate(GarmentKind.Tops).IsUnknown);
    }

    [Fact]
    public void One_good_view_outweighs_many_poor_ones()
    {
        for (var i = 0; i < 10; i++)
        {
            _color.Add(Of((NamedColor.Gray, 1)), 0.03f, 1);
        }

        _color.Add(Of((NamedColor.Red, 1)), 1, 1);
        Assert.Equal(NamedColor.Red, Tops.First);
    }

    [Fact]
    public void Where_no_colour_has_enough_it_is_unknown()
    {
        _color.Add(Of((NamedColor.Gray, 0.3f), (NamedColor.Blue, 0.25f), (NamedColor.Brown, 0.25f), (NamedColor.Black, 0.2f)), 1, 1);
        Assert.True(Tops.IsUnknown);
    }

    [Fact]
    public void A_garment_of_two_colours_has_both()
    {
        _color.Add(Of((NamedColor.White, 0.4f), (NamedColor.Red, 0.6f)), 1, 1);
        Assert.Equal("red and white", Tops.ToString());
        Assert.Equal((0.5f, 0.5f), (Tops.FirstScore, Tops.SecondScore));
    }

    [Fact]
    public void Folds_are_no_second_colour()
    {
        _color.Add(Of((NamedColor.Red, 0.8f), (NamedColor.Black, 0.2f)), 1, 1);
        Assert.Equal("red", Tops.ToString());
    }

    [Theory]
    [InlineData(1, "red")]
    [InlineData(0.6f, "red")]
    [InlineData(0.3f, "unknown")]
    [InlineData(0, "unknown")]
    public void Light_that_is_not_trusted_takes_its_share(float trust, string says)
    {
        _color.Add(Of((NamedColor.Red, 1)), 1, trust);
        Assert.Equal(says, Tops.ToString());
    }

    [Fact]
    public void Somebody_else_s_first_views_fade()
    {
        for (var i = 0; i < 1000; i++)
        {
            _color.Add(Of((NamedColor.Red, 1)), 1, 1);
        }

        for (var i = 0; i < 60; i++)
        {
            _color.Add(Of((NamedColor.Blue, 1)), 1, 1);
        }

        Assert.Equal(NamedColor.Blue, Tops.First);
    }

    [Fact]
    public void A_month_of_views_is_as_sure_as_a_minute()
    {
        for (var i = 0; i < 1_000_000; i++)
        {
            _color.Add(Of((NamedColor.Red, 0.9f), (NamedColor.Brown, 0.1f)), 1, 1);
        }

        Assert.Equal(ColorEstimate.Of(NamedColor.Red, 1), Tops);
    }

    [Fact]
    public void It_is_of_constant_size() => Assert.InRange(System.Runtime.CompilerServices.Unsafe.SizeOf<FusedColor>(), 1, 64);

    [Fact]
    public void Denim_is_usual_on_legs()
    {
        _color.Add(Of((NamedColor.Blue, 0.45f), (NamedColor.Gray, 0.55f)), 1, 1);
        Assert.Equal(NamedColor.Gray, Tops.First);
        Assert.Equal(NamedColor.Blue, _color.Estimate(GarmentKind.Bottoms).First);
    }

    [Fact]
    public void Every_kind_of_garment_allows_every_colour() => Assert.All(
        [GarmentKind.Tops, GarmentKind.Bottoms, GarmentKind.Body],
        kind => Assert.All(NamedColors.All, color =>
        {
            var whole = default(FusedColor);
            whole.Add(Of((color, 1)), 1, 1);
            Assert.Equal(ColorEstimate.Of(color, 1), whole.Estimate(kind));
        }));

    private ColorEstimate Tops => _color.Estimate(GarmentKind.Tops);

    private static ColorWeights Of(params ReadOnlySpan<(NamedColor Color, float Share)> shares)
    {
        var weights = default(ColorWeights);
        foreach (var (color, share) in shares)
        {
            weights[color] = share;
        }

        return weights;
    }
}
