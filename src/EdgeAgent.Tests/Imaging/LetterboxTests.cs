using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Imaging;

public sealed class LetterboxTests
{
    private const int Side = 128;

    [Theory]
    [InlineData(nameof(LetterboxAnchor.TopLeft), 0)]
    [InlineData(nameof(LetterboxAnchor.Center), 40)]
    public void A_wide_picture_gets_bars_of_the_fill_level(string anchor, int first)
    {
        using var frame = Flat(640, 240, 235, 128, 128);
        var tensor = Filled(frame, Input(Enum.Parse<LetterboxAnchor>(anchor)));

        // 640x240 into 128x128 is 128x48; white is 255, the bars are 114.
        Assert.All(Enumerable.Range(0, Side), row =>
            Assert.Equal(row >= first && row < first + 48 ? 255 : 114, tensor[(row * Side) + 64], tolerance: 0.01));
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
        var tensor = Filled(frame, Input(LetterboxAnchor.Center));

        var at = (64 * Side) + 64;
        Assert.Equal(blue, tensor[at], tolerance: 3);
        Assert.Equal(green, tensor[at + (Side * Side)], tolerance: 3);
        Assert.Equal(red, tensor[at + (2 * Side * Side)], tolerance: 3);
    }

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(641, 361)]
    [InlineData(416, 234)]
    [InlineData(100, 60)]
    [InlineData(33, 170)]
    [InlineData(17, 5)]
    [InlineData(3, 200)]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    public void Noise_of_every_kind_of_picture_comes_within_2_levels_of_the_plain_filter(int width, int height)
    {
        foreach (var fullChroma in (bool[])[false, true])
        {
            using var frame = new MemoryFrame(width, height, fullChroma);
            var random = new Random(7);
            random.NextBytes(frame.LumaSamples);
            random.NextBytes(frame.BlueSamples);
            random.NextBytes(frame.RedSamples);
            foreach (var matrix in Enum.GetValues<YuvMatrix>())
            {
                foreach (var fullRange in (bool[])[false, true])
                {
                    frame.Color = new YuvColor(matrix, fullRange);
                    Assert.InRange(FarthestFromPlain(frame), 0, 2);
                }
            }
        }
    }

    [Theory]
    [InlineData("person.jpg", 1920, 1080)]
    [InlineData("kite.jpg", 704, 576)]
    [InlineData("dog.jpg", 96, 72)]
    public void Photographs_come_within_2_levels_of_the_plain_filter(string photograph, int width, int height)
    {
        using var frame = StillFrame.From(Checkout.Photograph(photograph), width, height);
        Assert.InRange(FarthestFromPlain(frame), 0, 2);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void Black_and_white_stripes_come_within_2_levels_of_the_plain_filter(int period)
    {
        using var frame = new MemoryFrame(1280, 720);
        for (var row = 0; row < frame.Height; row++)
        {
            frame.LumaSamples.AsSpan(row * frame.Luma.Stride, frame.Width).Fill(row % period == 0 ? (byte)255 : (byte)0);
        }

        Assert.InRange(FarthestFromPlain(frame), 0, 2);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(40, 1)]
    public void What_lies_beyond_a_picture_of_one_row_does_not_matter(int width, int height)
    {
        float[][] results = [.. ((byte[])[0, 255]).Select(beyond =>
        {
            using var frame = new OneRowFrame(width, height, beyond);
            return Filled(frame, Input(LetterboxAnchor.TopLeft));
        })];
        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public void Every_processor_gives_the_same_bits()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (width, height) in (ReadOnlySpan<(int, int)>)[(1920, 1080), (641, 361), (100, 60), (33, 170), (17, 5)])
        {
            using var frame = new MemoryFrame(width, height);
            var random = new Random(7);
            random.NextBytes(frame.LumaSamples);
            random.NextBytes(frame.BlueSamples);
            random.NextBytes(frame.RedSamples);
            hash.AppendData(MemoryMarshal.AsBytes(Filled(frame, Input(LetterboxAnchor.TopLeft) with { Mean = [100, 110, 120], Std = [50, 51, 52] }).AsSpan()));
        }

        Assert.StartsWith("8bc9d1d3c8812cda", Convert.ToHexStringLower(hash.GetHashAndReset()), StringComparison.Ordinal);
    }

    /// <summary>Vectors of 128 bits, and none that the code knows by name: on one machine, what others do.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task All_of_this_holds_on_lesser_processors(string off)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(off) is not null, "this is the lesser processor");
        await using var tests = RunningProgram.Start(
            Environment.ProcessPath!,
            [Path.Combine(AppContext.BaseDirectory, "EdgeAgent.Tests.dll"), "-noColor", "-class", typeof(LetterboxTests).FullName!],
            (off, "0"));
        var result = await tests.WaitForEndAsync();
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Output.Concat(result.Errors)));
    }

    [Fact]
    public void The_picture_is_normalised_as_the_model_wants()
    {
        using var frame = Flat(64, 64, 235, 128, 128);
        var tensor = Filled(frame, Input(LetterboxAnchor.Center) with { Mean = [100, 110, 120], Std = [50, 51, 52] });

        Assert.Equal((255 - 100) / 50f, tensor[0], tolerance: 0.01);
        Assert.Equal((255 - 110) / 51f, tensor[Side * Side], tolerance: 0.01);
        Assert.Equal((255 - 120) / 52f, tensor[2 * Side * Side], tolerance: 0.01);
    }

    [Fact]
    public void A_box_of_the_input_comes_back_as_a_box_of_the_picture()
    {
        using var frame = Flat(640, 320, 0, 128, 128);
        var letterbox = new Letterbox(frame, Input(LetterboxAnchor.Center));

        // The picture is 128x64, with bars of 32 above and below.
        Assert.Equal(new BoundingBox(0, 0, 1, 1), letterbox.ToPicture(0, 32, 128, 64));
        Assert.Equal(new BoundingBox(0.5f, 0.25f, 0.25f, 0.5f), letterbox.ToPicture(64, 48, 32, 32));
    }

    /// <summary>A picture cut out of a larger one, as a decoder's is.</summary>
    private sealed class OneRowFrame : Frame
    {
        private readonly MemoryFrame _larger;

        public unsafe OneRowFrame(int width, int height, byte beyond)
        {
            _larger = new MemoryFrame(128, 64);
            _larger.LumaSamples.AsSpan().Fill(beyond);
            _larger.BlueSamples.AsSpan().Fill(beyond);
            _larger.RedSamples.AsSpan().Fill(beyond);
            Lend(Cut(_larger.Luma, width, height), Cut(_larger.BlueDifference, (width + 1) / 2, (height + 1) / 2), Cut(_larger.RedDifference, (width + 1) / 2, (height + 1) / 2));
        }

        protected override void GiveBack() => _larger.Dispose();

        private static unsafe Plane Cut(Plane plane, int width, int height)
        {
            for (var row = 0; row < height; row++)
            {
                new Span<byte>(plane.First + (row * plane.Stride), width).Fill(100);
            }

            return new Plane(plane.First, plane.Stride, width, height);
        }
    }

    private static double FarthestFromPlain(Frame frame)
    {
        var input = Input(LetterboxAnchor.TopLeft);
        return PlainLetterbox.Fill(frame, input).Zip(Filled(frame, input), (plain, ours) => Math.Abs(plain - ours)).Max();
    }

    private static float[] Filled(Frame frame, ModelInput input)
    {
        var tensor = new float[3 * input.Width * input.Height];
        var letterbox = new Letterbox(frame, input);
        letterbox.PaintBars(tensor);
        letterbox.Fill(frame, tensor);
        return tensor;
    }

    private static MemoryFrame Flat(int width, int height, byte y, byte u, byte v)
    {
        var frame = new MemoryFrame(width, height);
        frame.LumaSamples.AsSpan().Fill(y);
        frame.BlueSamples.AsSpan().Fill(u);
        frame.RedSamples.AsSpan().Fill(v);
        return frame;
    }

    private static ModelInput Input(LetterboxAnchor anchor) => new()
    {
        Name = "input",
        Width = Side,
        Height = Side,
        ColorOrder = ColorOrder.Bgr,
        Mean = [0, 0, 0],
        Std = [1, 1, 1],
        Letterbox = new LetterboxFit(anchor, [114, 114, 114]),
    };
}
