using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance.Colors;

public sealed class SceneLightMeterTests
{
    [Fact]
    public void A_neutral_street_is_left_as_it_is()
    {
        using var scene = new DrawnScene().Street();
        var light = new SceneLightMeter().Of(scene.Frame);
        Assert.Equal(1, light.RedGain, 0.03f);
        Assert.Equal(1, light.BlueGain, 0.03f);
        Assert.Equal(1, light.Trust);
        Assert.False(light.IsColorless);
    }

    [Theory]
    [InlineData(1.5f, 0.6f)]
    [InlineData(1.3f, 0.8f)]
    [InlineData(0.7f, 1.4f)]
    [InlineData(0.8f, 1.2f)]
    public void A_lamp_s_colour_is_taken_off_again(float red, float blue)
    {
        using var scene = new DrawnScene { Lamp = (red, blue), Exposure = 0.6f }.Street();
        var light = new SceneLightMeter().Of(scene.Frame);
        Assert.Equal(1, red * light.RedGain, 0.12f);
        Assert.Equal(1, blue * light.BlueGain, 0.12f);
    }

    [Fact]
    public void A_meadow_is_green_and_its_path_is_grey()
    {
        using var scene = new DrawnScene { Lamp = (1.3f, 0.75f), Exposure = 0.7f }.Meadow();
        var light = new SceneLightMeter().Of(scene.Frame);
        Assert.Equal(1, 1.3f * light.RedGain, 0.15f);
        Assert.Equal(1, 0.75f * light.BlueGain, 0.15f);
    }

    [Fact]
    public void Dry_grass_under_a_blue_sky_is_no_street_under_a_warm_lamp()
    {
        using var scene = new DrawnScene().Fill(new(0, 0, 1, 1), "c8b496").Fill(new(0, 0, 1, 0.3f), "a0bee0").Fill(new(0.7f, 0.5f, 0.1f, 0.3f), "202020");
        var light = new SceneLightMeter().Of(scene.Frame);
        Assert.Equal(1, light.RedGain, 0.03f);
        Assert.Equal(1, light.BlueGain, 0.03f);
    }

    [Fact]
    public void Haze_is_what_the_darkest_shows()
    {
        using var clear = new DrawnScene().Street();
        using var hazy = new DrawnScene { Haze = 0.08f }.Street();
        Assert.InRange(new SceneLightMeter().Of(clear.Frame).Haze.Green, 0, 0.02f);
        Assert.Equal(0.08f, new SceneLightMeter().Of(hazy.Frame).Haze.Green, 0.02f);
    }

    [Fact]
    public void An_infrared_picture_has_no_colours()
    {
        using var scene = new DrawnScene().Fill(new(0, 0, 1, 1), "707070").Fill(new(0, 0, 1, 0.4f), "b0b0b0").Fill(new(0, 0, 0.2f, 0.3f), "101010");

        // The camera writes the time on it in yellow.
        scene.Fill(new(0.02f, 0.02f, 0.1f, 0.05f), "f0e020");
        Assert.True(new SceneLightMeter().Of(scene.Frame).IsColorless);
    }

    [Theory]
    [InlineData(1f, 1f, 1f)]
    [InlineData(0.05f, 0.4f, 0.9f)]
    [InlineData(0.008f, 0f, 0f)]
    public void The_darker_the_less_chroma_is_trusted(float exposure, float least, float most)
    {
        using var scene = new DrawnScene { Exposure = exposure }.Street();
        Assert.InRange(new SceneLightMeter().Of(scene.Frame).Trust, least, most);
    }

    [Theory]
    [InlineData(0.2f, 1f, 1f)]
    [InlineData(0.45f, 0.2f, 0.8f)]
    [InlineData(0.8f, 0f, 0f)]
    public void The_more_is_burnt_out_the_less_chroma_is_trusted(float burnt, float least, float most)
    {
        using var scene = new DrawnScene().Street().Fill(new(0, 0, 1, burnt), "ffffff");
        Assert.InRange(new SceneLightMeter().Of(scene.Frame).Trust, least, most);
    }

    [Fact]
    public void A_cloud_is_followed_within_seconds_and_not_at_once()
    {
        var meter = new SceneLightMeter();
        using var sun = new DrawnScene().Street();
        using var cloud = new DrawnScene { Exposure = 0.4f }.Street();
        var before = meter.Of(sun.Frame).White;
        var aim = new SceneLightMeter().Of(cloud.Frame).White;

        Assert.InRange(At(meter, cloud, 1).White, aim + (0.5f * (before - aim)), before);
        for (var second = 2; second <= 8; second++)
        {
            At(meter, cloud, second);
        }

        Assert.Equal(aim, At(meter, cloud, 9).White, 0.05f * before);
    }

    [Fact]
    public void What_was_measured_long_ago_counts_for_nothing()
    {
        var meter = new SceneLightMeter();
        using var noon = new DrawnScene().Street();
        using var dusk = new DrawnScene { Exposure = 0.2f, Lamp = (1.5f, 0.6f) }.Street();
        meter.Of(noon.Frame);

        // The stream was away for an hour.
        var now = At(meter, dusk, 3600);
        var aim = new SceneLightMeter().Of(dusk.Frame);
        Assert.Equal(aim.White, now.White, 0.01f);
        Assert.Equal(aim.RedGain, now.RedGain, 0.01f);
    }

    [Fact]
    public void Between_two_measurements_the_light_is_the_same()
    {
        var meter = new SceneLightMeter();
        using var sun = new DrawnScene().Street();
        using var cloud = new DrawnScene { Exposure = 0.4f }.Street();
        Assert.Equal(meter.Of(sun.Frame), At(meter, cloud, 0.9));
    }

    [Fact]
    public void The_switch_to_infrared_and_back_is_seen_at_once()
    {
        var meter = new SceneLightMeter();
        using var day = new DrawnScene().Street();
        using var night = new DrawnScene().Fill(new(0, 0, 1, 1), "505050");
        meter.Of(day.Frame);
        Assert.True(At(meter, night, 1).IsColorless);
        var morning = At(meter, day, 2);
        Assert.False(morning.IsColorless);
        Assert.Equal(new SceneLightMeter().Of(day.Frame), morning);
    }

    [Fact]
    public void A_clock_that_goes_back_only_costs_a_measurement()
    {
        var meter = new SceneLightMeter();
        using var scene = new DrawnScene().Street();
        var light = At(meter, scene, 1000);
        Assert.Equal(light.White, At(meter, scene, 1).White, 0.001f);
        Assert.Equal(light.White, At(meter, scene, 2.5).White, 0.001f);
    }

    [Theory]
    [InlineData(1, 1, false, false)]
    [InlineData(2, 2, false, true)]
    [InlineData(2, 2, true, false)]
    [InlineData(33, 21, false, false)]
    [InlineData(101, 57, true, true)]
    [InlineData(4001, 3, false, false)]
    public void Pictures_of_every_size_and_format_are_measured(int width, int height, bool fullChroma, bool fullRange)
    {
        using var scene = new DrawnScene(width, height, fullChroma, new YuvColor(YuvMatrix.Bt709, fullRange)).Fill(new(0, 0, 1, 1), "c8c8c8");
        var light = new SceneLightMeter().Of(scene.Frame);
        Assert.Equal(Paint.Light("c8c8c8").Green, light.White, 0.02f);
        Assert.Equal(1, light.Trust);
        Assert.True(light.IsColorless);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Formats_make_no_difference(bool fullChroma, bool fullRange)
    {
        using var plain = new DrawnScene { Lamp = (1.3f, 0.8f), Exposure = 0.6f }.Street();
        using var other = new DrawnScene(640, 360, fullChroma, new YuvColor(YuvMatrix.Bt709, fullRange)) { Lamp = (1.3f, 0.8f), Exposure = 0.6f }.Street();
        var (one, two) = (new SceneLightMeter().Of(plain.Frame), new SceneLightMeter().Of(other.Frame));
        Assert.Equal(one.White, two.White, 0.01f);
        Assert.Equal(one.RedGain, two.RedGain, 0.03f);
        Assert.Equal(one.BlueGain, two.BlueGain, 0.03f);
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        var meter = new SceneLightMeter();
        using var scene = new DrawnScene().Street();
        At(meter, scene, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var second = 2; second < 20; second++)
        {
            At(meter, scene, second);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static SceneLight At(SceneLightMeter meter, DrawnScene scene, double seconds)
    {
        scene.Frame.Time = MediaTime.FromSeconds(seconds);
        return meter.Of(scene.Frame);
    }
}
