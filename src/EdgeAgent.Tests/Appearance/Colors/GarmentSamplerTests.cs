using CsCheck;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance.Colors;

/// <summary>Flat figures before a street: the names must not depend on how it is lit.</summary>
public sealed class GarmentSamplerTests
{
    private static readonly BoundingBox Box = new(0.4f, 0.3f, 0.12f, 0.6f);

    public static TheoryData<string, string, string, string> Clothes => new()
    {
        { "c01020", "red", "1f4e9e", "blue" },
        { "f5d90a", "yellow", "161616", "black" },
        { "0b6b3b", "green", "5c3317", "brown" },
        { "e8e8e8", "white", "1c2f6b", "blue" },
        { "e87722", "orange", "c8ad7f", "beige" },
        { "161616", "black", "c01020", "red" },
        { "f48fb1", "pink", "161616", "black" },
        { "6a1b9a", "purple", "e8e8e8", "white" },
    };

    public static TheoryData<float, float, float> Lights => new()
    {
        { 1, 1, 1 }, { 0.5f, 1, 1 }, { 2, 1, 1 }, { 0.7f, 1.3f, 0.75f }, { 0.7f, 0.8f, 1.25f }, { 0.5f, 1.5f, 0.6f },
    };

    [Theory]
    [MemberData(nameof(Clothes))]
    public void In_daylight_every_colour_is_itself(string tops, string topsName, string bottoms, string bottomsName)
    {
        using var scene = new DrawnScene().Street().Person(Box, tops, bottoms);
        Assert.Equal((topsName, bottomsName), Names(scene));
    }

    [Theory]
    [MemberData(nameof(Lights))]
    public void Exposure_and_lamp_leave_the_names_as_they_are(float exposure, float red, float blue) => Assert.All(
        Clothes,
        row =>
        {
            var (tops, topsName, bottoms, bottomsName) = row.Data;
            using var scene = new DrawnScene { Exposure = exposure, Lamp = (red, blue) }.Street().Person(Box, tops, bottoms);
            Assert.Equal((topsName, bottomsName), Names(scene));
        });

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void So_do_formats(bool fullChroma, bool fullRange)
    {
        using var scene = new DrawnScene(641, 361, fullChroma, new YuvColor(YuvMatrix.Bt709, fullRange)).Street().Person(Box, "c01020", "1f4e9e");
        Assert.Equal(("red", "blue"), Names(scene));
    }

    [Theory]
    [InlineData(0.44f)]
    [InlineData(0.53f)]
    [InlineData(0.68f)]
    public void A_jacket_ends_where_its_colour_ends(float waist)
    {
        using var scene = new DrawnScene().Street().Person(Box, "c01020", "c01020");
        scene.Fill(new(Box.X + (0.19f * Box.Width), Box.Y + (waist * Box.Height), 0.62f * Box.Width, (0.95f - waist) * Box.Height), "1f4e9e");
        var (tops, bottoms) = Sample(scene, Box);
        Assert.InRange(tops[NamedColor.Red], 0.9f, 1.01f);
        Assert.InRange(bottoms[NamedColor.Blue], 0.9f, 1.01f);
    }

    [Fact]
    public void Grey_trousers_on_a_grey_pavement_are_grey_trousers()
    {
        using var scene = new DrawnScene().Street().Person(Box, "c01020", "868686");
        Assert.Equal(("red", "gray"), Names(scene));
    }

    [Fact]
    public void A_loose_box_does_not_make_the_street_a_garment()
    {
        using var scene = new DrawnScene().Street().Person(Box, "c01020", "1f4e9e");
        var loose = new BoundingBox(Box.X - (0.2f * Box.Width), Box.Y, 1.4f * Box.Width, Box.Height);
        Assert.Equal(("red", "blue"), Names(scene, loose));
    }

    [Fact]
    public void Half_out_of_the_picture_what_is_in_it_is_named()
    {
        var box = Box with { X = -0.05f };
        using var scene = new DrawnScene().Street();
        scene.Fill(new(0, 0.38f, 0.05f, 0.24f), "c01020").Fill(new(0, 0.62f, 0.05f, 0.26f), "1f4e9e");
        Assert.Equal(("red", "blue"), Names(scene, box));
    }

    [Theory]
    [InlineData(1.5f, 0.2f, 0.1f, 0.6f)]
    [InlineData(0.4f, -3f, 0.1f, 0.6f)]
    [InlineData(0.4f, 0.2f, float.PositiveInfinity, 0.6f)]
    [InlineData(1e30f, 1e30f, 1e30f, 1e30f)]
    public void Out_of_the_picture_there_is_nothing(float x, float y, float width, float height)
    {
        using var scene = new DrawnScene().Street();
        var (tops, bottoms) = Sample(scene, new(x, y, width, height));
        Assert.Equal((0, 0), (tops.Sum, bottoms.Sum));
        Assert.Equal(0, BodySampler.Sample(scene.Frame, SceneLight.Usual, new(x, y, width, height)).Sum);
    }

    [Fact]
    public void Whatever_box_comes_it_reads_within_the_picture_and_its_shares_are_shares()
    {
        using var scene = new DrawnScene(33, 21, fullChroma: true).Street();
        var sampler = new GarmentSampler();
        var wild = Gen.OneOf(Gen.Float, Gen.Float[-1, 2]);
        Gen.Select(wild, wild, wild, wild).Sample(
            (x, y, width, height) =>
            {
                var box = new BoundingBox(x, y, width, height);
                sampler.SamplePerson(scene.Frame, SceneLight.Usual, box, out var tops, out var bottoms);
                Assert.All([tops, bottoms, BodySampler.Sample(scene.Frame, SceneLight.Usual, box)], shares =>
                    Assert.True(shares.Sum == 0 || Math.Abs(shares.Sum - 1) < 0.01f));
            },
            threads: 1);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    public void The_smallest_pictures_are_read(int width, int height)
    {
        using var scene = new DrawnScene(width, height).Fill(new(0, 0, 1, 1), "c01020");
        var (tops, bottoms) = Sample(scene, new(0, 0, 1, 1));
        Assert.Equal(1, tops.Sum, 0.01f);
        Assert.Equal(1, bottoms.Sum, 0.01f);
    }

    [Theory]
    [InlineData("c01020", "red")]
    [InlineData("f0f0f0", "white")]
    [InlineData("181818", "black")]
    [InlineData("1f4e9e", "blue")]
    public void A_car_has_the_colour_of_its_doors(string paint, string name)
    {
        var box = new BoundingBox(0.3f, 0.4f, 0.4f, 0.4f);
        using var scene = new DrawnScene().Street().Fill(box, paint).Fill(box with { Height = 0.15f }, "303840").Fill(box with { Y = 0.71f, Height = 0.09f }, "101010");
        var color = default(FusedColor);
        color.Add(BodySampler.Sample(scene.Frame, new SceneLightMeter().Of(scene.Frame), box), 1, 1);
        Assert.Equal(name, color.Estimate(GarmentKind.Body).ToString());
    }

    private static (ColorWeights Tops, ColorWeights Bottoms) Sample(DrawnScene scene, BoundingBox box)
    {
        new GarmentSampler().SamplePerson(scene.Frame, new SceneLightMeter().Of(scene.Frame), box, out var tops, out var bottoms);
        return (tops, bottoms);
    }

    private static (string Tops, string Bottoms) Names(DrawnScene scene, BoundingBox? box = null)
    {
        var (tops, bottoms) = Sample(scene, box ?? Box);
        var (upper, lower) = (default(FusedColor), default(FusedColor));
        upper.Add(tops, 1, 1);
        lower.Add(bottoms, 1, 1);
        return (upper.Estimate(GarmentKind.Tops).ToString(), lower.Estimate(GarmentKind.Bottoms).ToString());
    }
}
