using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

public sealed class LetterboxTests
{
    [Theory]
    [InlineData(nameof(LetterboxAnchor.TopLeft), 0)]
    [InlineData(nameof(LetterboxAnchor.Center), 40)]
    public void A_wide_picture_gets_bars_of_the_fill_level(string anchor, int first)
    {
        using var frame = Flat(640, 240, 235, 128, 128);
        var tensor = new float[3 * 128 * 128];
        new Letterbox(frame.Width, frame.Height, Input(Enum.Parse<LetterboxAnchor>(anchor))).Fill(frame, tensor);

        // 640x240 into 128x128 is 128x48; white is 255, the bars are 114.
        Assert.All(Enumerable.Range(0, 128), row =>
            Assert.Equal(row >= first && row < first + 48 ? 255 : 114, tensor[(row * 128) + 64], tolerance: 0.01));
    }

    [Theory]
    [InlineData(false, false, 81, 90, 240, 255, 0, 0)]
    [InlineData(true, false, 63, 102, 240, 255, 0, 0)]
    [InlineData(false, true, 76, 85, 255, 254, 0, 0)]
    [InlineData(false, false, 145, 54, 34, 0, 255, 0)]
    [InlineData(true, false, 32, 240, 118, 0, 0, 255)]
    public void Colours_come_out_in_the_order_that_the_model_wants(
        bool bt709, bool fullRange, byte y, byte u, byte v, int red, int green, int blue)
    {
        using var frame = Flat(64, 64, y, u, v);
        frame.Color = new YuvColor(bt709 ? YuvMatrix.Bt709 : YuvMatrix.Bt601, fullRange);
        var tensor = new float[3 * 128 * 128];
        new Letterbox(64, 64, Input(LetterboxAnchor.Center)).Fill(frame, tensor);

        var at = (64 * 128) + 64;
        Assert.Equal(blue, tensor[at], tolerance: 3);
        Assert.Equal(green, tensor[at + (128 * 128)], tolerance: 3);
        Assert.Equal(red, tensor[at + (2 * 128 * 128)], tolerance: 3);
    }

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(641, 361)]
    [InlineData(100, 60)]
    public void It_scales_as_a_plain_filter_does(int width, int height)
    {
        using var frame = Flat(width, height, 0, 128, 128);
        var random = new Random(7);
        for (var row = 0; row < height; row++)
        {
            random.NextBytes(frame.Luma.AsSpan(row * frame.LumaStride, width));
        }

        frame.Color = new YuvColor(YuvMatrix.Bt601, FullRange: true);
        var tensor = new float[3 * 128 * 128];
        new Letterbox(width, height, Input(LetterboxAnchor.TopLeft)).Fill(frame, tensor);

        var scaled = (int)Math.Round(height * 128.0 / width);
        foreach (var (x, y) in new[] { (0, 0), (127, 0), (64, scaled / 2), (127, scaled - 1), (3, scaled - 1) })
        {
            Assert.Equal(Plain(frame, x, y, scaled), tensor[(y * 128) + x], tolerance: 0.05);
        }
    }

    [Fact]
    public void A_box_of_the_input_comes_back_as_a_box_of_the_picture()
    {
        var letterbox = new Letterbox(640, 320, Input(LetterboxAnchor.Center));

        // The picture is 128x64, with bars of 32 above and below.
        Assert.Equal(new BoundingBox(0, 0, 1, 1), letterbox.ToPicture(0, 32, 128, 64));
        Assert.Equal(new BoundingBox(0.5f, 0.25f, 0.25f, 0.5f), letterbox.ToPicture(64, 48, 32, 32));
    }

    /// <summary>The same triangle filter written as one sum over the whole picture, in double precision.</summary>
    private static double Plain(Frame frame, int x, int y, int scaledHeight)
    {
        double sum = 0, weights = 0;
        for (var row = 0; row < frame.Height; row++)
        {
            for (var column = 0; column < frame.Width; column++)
            {
                var weight = Triangle(column, x, frame.Width / 128.0) * Triangle(row, y, (double)frame.Height / scaledHeight);
                sum += weight * frame.Luma[(row * frame.LumaStride) + column];
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static double Triangle(int source, int target, double scale) =>
        Math.Max(0, 1 - (Math.Abs(source - (((target + 0.5) * scale) - 0.5)) / Math.Max(1, scale)));

    private static Frame Flat(int width, int height, byte y, byte u, byte v)
    {
        var frame = new FramePool().Rent(width, height);
        frame.Luma.AsSpan().Fill(y);
        frame.BlueDifference.AsSpan().Fill(u);
        frame.RedDifference.AsSpan().Fill(v);
        return frame;
    }

    private static ModelInput Input(LetterboxAnchor anchor) => new()
    {
        Name = "input",
        Width = 128,
        Height = 128,
        ColorOrder = ColorOrder.Bgr,
        Mean = [0, 0, 0],
        Std = [1, 1, 1],
        Letterbox = new LetterboxFit(anchor, [114, 114, 114]),
    };
}
