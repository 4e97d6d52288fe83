using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection.Poses;

public sealed class PersonCropTests
{
    private const int Side = 64;

    private static readonly ModelInput Input = new()
    {
        Name = "input",
        Width = Side,
        Height = Side,
        ColorOrder = ColorOrder.Rgb,
        Mean = [0, 0, 0],
        Std = [1, 1, 1],
        Letterbox = new LetterboxFit(LetterboxAnchor.Center, [9, 9, 9]),
    };

    [Theory]
    [InlineData(1000)]
    [InlineData(200)]
    [InlineData(98)]
    [InlineData(64)]
    [InlineData(22)]
    [InlineData(2)]
    public void A_whole_square_picture_comes_within_two_levels_of_the_plain_filter(int size)
    {
        foreach (var fullChroma in (bool[])[false, true])
        {
            using var frame = Noise(size, size, fullChroma);
            var expected = PlainLetterbox.Fill(frame, Input);

            var actual = Sampled(frame, new PixelSquare(0, 0, size), 0);

            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance: 2.0));
        }
    }

    [Theory]
    [InlineData(40, 20, 100)]
    [InlineData(2, 6, 30)]
    [InlineData(-40, -80, 300)]
    [InlineData(150, 90, 90)]
    public void A_part_shows_what_a_copy_of_the_part_would_show_and_nothing_beyond_the_picture(int left, int top, int size)
    {
        using var frame = Noise(200, 140, fullChroma: false);
        var copied = Copied(frame, left, top, size);

        var expected = Sampled(copied, new PixelSquare(0, 0, size), 0);
        var actual = Sampled(frame, new PixelSquare(left, top, size), 0);

        var step = (double)size / Side;
        for (var i = 0; i < actual.Length; i++)
        {
            var (x, y) = (left + (((i % Side) + 0.5) * step), top + (((i / Side % Side) + 0.5) * step));

            // Where an edge, of the picture or of the copy, comes into the mean, the two differ.
            if (x < 0 || y < 0 || x >= 200 || y >= 140)
            {
                Assert.Equal(9, actual[i], 1.5f);
            }
            else if (Math.Min(Math.Min(x - Math.Max(left, 0), Math.Min(left + size, 200) - x), Math.Min(y - Math.Max(top, 0), Math.Min(top + size, 140) - y)) > 2 + step)
            {
                Assert.Equal(expected[i], actual[i], 1.5f);
            }
        }
    }

    [Fact]
    public void A_quarter_turn_is_clockwise_and_four_are_none()
    {
        using var frame = Noise(Side, Side, fullChroma: false);
        var upright = Sampled(frame, new PixelSquare(0, 0, Side), 0);
        using var turned = StillFrame.Turned(frame);

        Assert.Equal(Sampled(turned, new PixelSquare(0, 0, Side), 0), Sampled(frame, new PixelSquare(0, 0, Side), 1));
        Assert.Equal(upright, Sampled(turned, new PixelSquare(0, 0, Side), 3));
        using var twice = StillFrame.Turned(turned);
        Assert.Equal(upright, Sampled(twice, new PixelSquare(0, 0, Side), 2));
    }

    private static float[] Sampled(Frame frame, PixelSquare square, int turns)
    {
        var crop = new PersonCrop(Input);
        var tensor = new float[3 * Side * Side];
        crop.Sample(frame, square);
        crop.Write(turns, tensor);
        return tensor;
    }

    private static MemoryFrame Noise(int width, int height, bool fullChroma)
    {
        var frame = new MemoryFrame(width, height, fullChroma);
        var random = new Random(7);
        random.NextBytes(frame.LumaSamples);
        random.NextBytes(frame.BlueSamples);
        random.NextBytes(frame.RedSamples);
        return frame;
    }

    /// <summary>The part as a picture of its own; grey where there is nothing.</summary>
    private static MemoryFrame Copied(MemoryFrame frame, int left, int top, int size)
    {
        var part = new MemoryFrame(size, size);
        Copy(frame.Luma, left, top, part.LumaSamples, part.Luma);
        Copy(frame.BlueDifference, left / 2, top / 2, part.BlueSamples, part.BlueDifference);
        Copy(frame.RedDifference, left / 2, top / 2, part.RedSamples, part.RedDifference);
        return part;
    }

    private static void Copy(Plane from, int left, int top, byte[] samples, Plane to)
    {
        for (var y = Math.Max(0, -top); y < Math.Min(to.Height, from.Height - top); y++)
        {
            for (var x = Math.Max(0, -left); x < Math.Min(to.Width, from.Width - left); x++)
            {
                samples[(y * to.Stride) + x] = from.Row(y + top)[x + left];
            }
        }
    }
}
