namespace EdgeAgent.Imaging;

public sealed class SceneSamplerTests
{
    private readonly SceneSampler _sampler = new();

    [Fact]
    public void A_cell_is_the_mean_of_its_pixels()
    {
        var frame = Drawn(1280, 720, (x, y) => (x * 3) + (y * 5));
        var map = _sampler.Sample(frame);
        Assert.Equal((320, 180), (map.Width, map.Height));
        foreach (var (x, y) in new[] { (0, 0), (17, 99), (319, 179) })
        {
            var mean = Enumerable.Range(0, 16).Average(i => (double)frame.LumaSamples[(((y * 4) + (i / 4)) * frame.Luma.Stride) + (x * 4) + (i % 4)]);
            Assert.Equal(mean, map.Luma[(y * 320) + x] / 256.0, 0.5);
        }

        Assert.All(map.Blue, blue => Assert.Equal(128, blue / 256.0, 0.1));
    }

    [Fact]
    public void A_picture_out_of_focus_is_less_sharp_than_a_sharp_one_and_a_flat_one_not_at_all()
    {
        var sharp = _sampler.Sample(Drawn(640, 360, (x, y) => (x / 4 % 2 * 80) + (y / 4 % 2 * 80))).Sharpness.ToArray();
        var soft = _sampler.Sample(Drawn(640, 360, (x, y) => (int)(60 + (30 * Math.Sin(x / 6.0)) + (30 * Math.Sin(y / 6.0))))).Sharpness.ToArray();
        var flat = _sampler.Sample(Drawn(640, 360, (x, y) => 90 + ((x + y) % 3))).Sharpness.ToArray();
        Assert.All(sharp.Zip(soft), pair => Assert.True(pair.First > 3 * pair.Second));
        Assert.All(flat, block => Assert.Equal(0, block));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(17, 9)]
    [InlineData(33, 400)]
    [InlineData(321, 181)]
    [InlineData(360, 640)]
    public void Any_size_of_picture_has_a_map(int width, int height)
    {
        var map = _sampler.Sample(Drawn(width, height, (_, _) => 200));
        Assert.InRange(map.Width, 1, 320);
        Assert.InRange(map.Height, 1, 320);
        Assert.All(map.Luma, luma => Assert.InRange(luma / 256.0, 198.9, 200.1));
        Assert.All(map.Sharpness, block => Assert.Equal(0, block));
    }

    [Fact]
    public void Another_format_gets_another_map_and_the_count_goes_on()
    {
        var first = _sampler.Sample(Drawn(640, 360, (_, _) => 10));
        Assert.Equal(1, first.Number);
        Assert.Same(first, _sampler.Sample(Drawn(640, 360, (_, _) => 20)));
        Assert.Equal(2, first.Number);
        var other = _sampler.Sample(Drawn(640, 480, (_, _) => 30));
        Assert.NotSame(first, other);
        Assert.Equal((240, 3L), (other.Height, other.Number));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_frame()
    {
        var frame = Drawn(640, 360, (x, y) => x + y);
        _sampler.Sample(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
        {
            _sampler.Sample(frame);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static MemoryFrame Drawn(int width, int height, Func<int, int, int> luma)
    {
        var frame = new MemoryFrame(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                frame.LumaSamples[(y * frame.Luma.Stride) + x] = (byte)luma(x, y);
            }
        }

        return frame;
    }
}
