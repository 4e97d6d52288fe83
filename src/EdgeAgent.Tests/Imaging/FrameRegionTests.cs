using CsCheck;
using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

public sealed class FrameRegionTests
{
    [Theory]
    [InlineData(64, 48, false)]
    [InlineData(65, 47, false)]
    [InlineData(65, 47, true)]
    [InlineData(16, 16, true)]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, true)]
    public void It_shows_the_samples_of_its_part_wherever_that_lies_and_nothing_outside_the_frame(int width, int height, bool fullChroma)
    {
        using var frame = Noise(width, height, fullChroma);
        var halves = frame.BlueDifference.Height == height ? 1 : 2;
        Gen.Select(Gen.Int[-20, 70], Gen.Int[-20, 70], Gen.Int[1, 90], Gen.Int[1, 90]).Sample(
            (x, y, w, h) =>
            {
                var wanted = new PixelRectangle(x, y, w, h);
                var region = new FrameRegion();
                var part = wanted.Within(width, height);
                if (part.Width == 0 || part.Height == 0)
                {
                    Assert.Throws<ArgumentException>(() => region.Show(frame, wanted));
                    return;
                }

                region.Show(frame, wanted);
                Assert.Equal(part, region.Rectangle);
                Assert.Equal((part.Width, part.Height), (region.Width, region.Height));
                AssertSame(frame.Luma, region.Luma, part.X, part.Y);
                AssertSame(frame.BlueDifference, region.BlueDifference, part.X / 2, part.Y / halves);
                AssertSame(frame.RedDifference, region.RedDifference, part.X / 2, part.Y / halves);
                Assert.Equal((part.Width + 1) / 2, region.BlueDifference.Width);
                Assert.Equal((part.Height + halves - 1) / halves, region.RedDifference.Height);
            },
            threads: 1);
    }

    [Fact]
    public void It_keeps_the_frame_s_time_and_colours_and_gives_nothing_back()
    {
        using var frame = Noise(64, 48, false);
        (frame.Time, frame.Color) = (MediaTime.FromSeconds(7), new YuvColor(YuvMatrix.Bt709, FullRange: true));
        var region = new FrameRegion();

        region.Show(frame, new PixelRectangle(11, 13, 20, 20));
        region.Dispose();

        Assert.Equal((frame.Time, frame.Color), (region.Time, region.Color));
        Assert.Equal(new PixelRectangle(10, 12, 21, 21), region.Rectangle);
        Assert.Equal(frame.Luma.Row(12)[10], region.Luma.Row(0)[0]);
    }

    [Fact]
    public void A_part_is_scaled_as_a_frame_of_its_own_would_be()
    {
        using var frame = Noise(200, 120, false);
        using var copy = new MemoryFrame(90, 60);
        var region = new FrameRegion();
        region.Show(frame, new PixelRectangle(50, 20, 90, 60));
        Copy(region.Luma, copy.LumaSamples, copy.Luma.Stride);
        Copy(region.BlueDifference, copy.BlueSamples, copy.BlueDifference.Stride);
        Copy(region.RedDifference, copy.RedSamples, copy.RedDifference.Stride);

        Assert.Equal(Tensor(copy), Tensor(region));
    }

    [Fact]
    public void Showing_the_next_part_allocates_nothing()
    {
        using var frame = Noise(320, 240, false);
        var region = new FrameRegion();
        region.Show(frame, new PixelRectangle(0, 0, 10, 10));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            region.Show(frame, new PixelRectangle(i, i, 100, 100));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_rectangle_from_elsewhere_is_cut_to_the_picture()
    {
        Assert.Equal(0, new PixelRectangle(int.MinValue, -5, int.MaxValue, 500).Within(64, 48).Width);
        Assert.Equal(new PixelRectangle(0, 0, 64, 48), new PixelRectangle(-1000, -1000, int.MaxValue, int.MaxValue).Within(64, 48));
        Assert.Equal(0, new PixelRectangle(int.MaxValue, 0, int.MaxValue, 10).Within(64, 48).Width);
    }

    private static float[] Tensor(Frame frame)
    {
        var input = new ModelInput
        {
            Name = "input",
            Width = 64,
            Height = 64,
            ColorOrder = ColorOrder.Bgr,
            Mean = [0, 0, 0],
            Std = [1, 1, 1],
            Letterbox = new LetterboxFit(LetterboxAnchor.TopLeft, [114, 114, 114]),
        };
        var tensor = new float[3 * 64 * 64];
        var letterbox = new Letterbox(frame, input);
        letterbox.PaintBars(tensor);
        letterbox.Fill(frame, tensor);
        return tensor;
    }

    private static void AssertSame(Plane whole, Plane part, int x, int y)
    {
        for (var row = 0; row < part.Height; row++)
        {
            Assert.True(part.Row(row).SequenceEqual(whole.Row(y + row).Slice(x, part.Width)));
        }
    }

    private static void Copy(Plane plane, byte[] samples, int stride)
    {
        for (var row = 0; row < plane.Height; row++)
        {
            plane.Row(row).CopyTo(samples.AsSpan(row * stride));
        }
    }

    private static MemoryFrame Noise(int width, int height, bool fullChroma)
    {
        var frame = new MemoryFrame(width, height, fullChroma);
        var random = new Random(3);
        random.NextBytes(frame.LumaSamples);
        random.NextBytes(frame.BlueSamples);
        random.NextBytes(frame.RedSamples);
        return frame;
    }
}
