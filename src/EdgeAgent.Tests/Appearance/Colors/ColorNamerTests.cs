using CsCheck;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Colors;

public sealed class ColorNamerTests
{
    [Theory]
    [InlineData("black", "000000", "101010", "1c1c1c", "262626")]
    [InlineData("white", "ffffff", "f0f0f0", "dedede", "e8ecf2")]
    [InlineData("gray", "808080", "646464", "969696", "7a7f85")]
    [InlineData("red", "ff0000", "c01020", "e03030", "8b0000", "a52a2a")]
    [InlineData("orange", "ff8000", "e87722", "ff6a13", "ffa030")]
    [InlineData("yellow", "ffe000", "f5d90a", "fff04d", "e8c820")]
    [InlineData("green", "008000", "2e8b57", "0b5b2b", "7ccd7c", "6b8e23", "39ff14")]
    [InlineData("blue", "0033cc", "1f4e9e", "6ca6e0", "4a6c94", "add8e6", "1b2a6b")]
    [InlineData("purple", "800080", "6a1b9a", "8e44ad", "5b2a86")]
    [InlineData("pink", "ff69b4", "ffb6c1", "f48fb1", "ff1493")]
    [InlineData("brown", "5c3317", "8b4513", "6f4e37", "4a2c17")]
    [InlineData("beige", "d8c3a5", "e5d3b3", "c8ad7f", "f5f5dc")]
    public void Each_of_the_twelve_is_what_anybody_calls_it_light_or_dark(string name, params string[] paints) => Assert.All(paints, paint =>
    {
        var weights = Paint.Name(paint);
        Assert.True(Most(weights) == Enum.Parse<NamedColor>(name, ignoreCase: true), $"{paint}: {Words(weights)}");
    });

    [Theory]
    [InlineData("f0401e", "red", "orange")]
    [InlineData("e75480", "red", "pink")]
    [InlineData("ffb000", "orange", "yellow")]
    [InlineData("6b2f4a", "red", "purple")]
    [InlineData("5a3fb0", "blue", "purple")]
    [InlineData("4b4b4b", "black", "gray")]
    [InlineData("adadad", "gray", "white")]
    [InlineData("947558", "brown", "beige")]
    public void What_lies_between_two_is_shared_by_both(string paint, string one, string other)
    {
        var weights = Paint.Name(paint);
        float Share(string name) => weights[Enum.Parse<NamedColor>(name, ignoreCase: true)];
        Assert.True(Share(one) > 0.05f && Share(other) > 0.05f && Share(one) + Share(other) > 0.75f, Words(weights));
    }

    [Theory]
    [InlineData("0c0000")]
    [InlineData("00000e")]
    [InlineData("060c06")]
    public void What_is_nearly_black_has_no_hue(string paint) => Assert.InRange(Paint.Name(paint)[NamedColor.Black], 0.9f, 1.01f);

    [Fact]
    public void A_cold_tinge_of_what_is_dark_is_not_believed_as_soon_as_a_warm_one()
    {
        // Chroma 7 at lightness 20: of a black coat under the sky, and of a brown one.
        var (cold, warm) = (default(ColorWeights), default(ColorWeights));
        ColorNamer.Name(new Lab(20, 1, -7), 1, ref cold);
        ColorNamer.Name(new Lab(20, 3, 6.3f), 1, ref warm);
        Assert.InRange(cold[NamedColor.Black], 0.7f, 1);
        Assert.InRange(warm[NamedColor.Brown], 0.5f, 1);
    }

    [Fact]
    public void Whatever_colour_comes_its_weight_is_shared_out_and_none_is_lost() =>
        Gen.Select(Gen.Float[0, 110], Gen.Float[-130, 130], Gen.Float[-130, 130], Gen.Float[0.1f, 3]).Sample((lightness, a, b, weight) =>
        {
            var weights = default(ColorWeights);
            ColorNamer.Name(new Lab(lightness, a, b), weight, ref weights);
            Assert.Equal(weight, weights.Sum, 0.002f * weight);
            Assert.All(NamedColors.All, color => Assert.InRange(weights[color], -1e-5f, weight * 1.001f));
        });

    [Fact]
    public void A_little_more_or_less_of_a_colour_never_turns_its_name_over() =>
        Gen.Select(Gen.Float[5, 95], Gen.Float[-80, 80], Gen.Float[-80, 80]).Sample((lightness, a, b) =>
        {
            var (one, other) = (default(ColorWeights), default(ColorWeights));
            ColorNamer.Name(new Lab(lightness, a, b), 1, ref one);
            ColorNamer.Name(new Lab(lightness + 0.2f, a + 0.2f, b - 0.2f), 1, ref other);
            Assert.All(NamedColors.All, color => Assert.Equal(one[color], other[color], 0.2f));
        });

    private static NamedColor Most(ColorWeights weights) => NamedColors.All.MaxBy(color => weights[color]);

    private static string Words(ColorWeights weights) =>
        string.Join(", ", NamedColors.All.Where(color => weights[color] > 0.01f).Select(color => FormattableString.Invariant($"{color} {weights[color]:0.00}")));
}
