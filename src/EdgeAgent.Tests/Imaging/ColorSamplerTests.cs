using CsCheck;
using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

public sealed class ColorSamplerTests
{
    private static readonly (byte Luma, byte Blue, byte Red) RedShirt = (90, 105, 200);
    private static readonly (byte Luma, byte Blue, byte Red) BlueTrousers = (60, 180, 110);
    private static readonly (byte Luma, byte Blue, byte Red) GreenTrousers = (110, 90, 90);

    private static readonly BoundingBox Box = new(0.4f, 0.2f, 0.1f, 0.6f);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Shirt_and_trousers_are_told_apart(bool fullChroma)
    {
        var person = Draw(RedShirt, BlueTrousers, fullChroma);
        Assert.InRange(person.Similarity(Draw(RedShirt, BlueTrousers, fullChroma: false)), 0.98f, 1.02f);
        Assert.InRange(person.Similarity(Draw(RedShirt, GreenTrousers, fullChroma)), 0.4f, 0.6f);
        Assert.InRange(person.Similarity(Draw(BlueTrousers, RedShirt, fullChroma)), 0, 0.1f);
    }

    [Fact]
    public void A_shade_darker_is_still_nearly_the_same()
    {
        static (byte, byte, byte) Shaded((byte Luma, byte Blue, byte Red) color) => (
            (byte)(16 + ((color.Luma - 16) * 0.8)), (byte)(128 + ((color.Blue - 128) * 0.8)), (byte)(128 + ((color.Red - 128) * 0.8)));
        Assert.InRange(Draw(RedShirt, BlueTrousers).Similarity(Draw(Shaded(RedShirt), Shaded(BlueTrousers))), 0.95f, 1.02f);
    }

    [Fact]
    public void An_infrared_picture_has_no_hues_but_light_and_dark()
    {
        var light = Draw((200, 128, 128), (60, 128, 128));
        Assert.True(light.IsGrey);
        Assert.False(Draw(RedShirt, BlueTrousers).IsGrey);
        Assert.InRange(light.Similarity(Draw((60, 128, 128), (200, 128, 128))), 0, 0.3f);
    }

    [Fact]
    public void What_stands_beside_a_person_does_not_matter()
    {
        using var frame = new MemoryFrame(640, 360);
        var wide = Box with { X = Box.X - 0.1f, Width = 0.3f };
        Fill(frame, wide, (235, 60, 60));
        Fill(frame, Narrow(Box), RedShirt);
        var alone = Draw(RedShirt, RedShirt);
        Assert.InRange(ColorSampler.Sample(frame, Box).Similarity(alone), 0.98f, 1.02f);
    }

    [Theory]
    [InlineData(0.4f, 0.2f, 0.01f, 0.6f)]
    [InlineData(0.4f, 0.2f, 0.1f, 0.03f)]
    [InlineData(1.5f, 0.2f, 0.1f, 0.6f)]
    [InlineData(0.4f, -3f, 0.1f, 0.6f)]
    [InlineData(float.NaN, 0.2f, 0.1f, 0.6f)]
    [InlineData(0.4f, 0.2f, float.NaN, 0.6f)]
    [InlineData(0.4f, float.PositiveInfinity, 0.1f, 0.6f)]
    public void Where_nothing_can_be_seen_it_is_empty(float x, float y, float width, float height)
    {
        using var frame = new MemoryFrame(640, 360);
        Assert.True(ColorSampler.Sample(frame, new BoundingBox(x, y, width, height)).IsEmpty);
    }

    [Fact]
    public void Whatever_box_comes_it_reads_within_the_picture()
    {
        using var frame = new MemoryFrame(33, 21);
        var wild = Gen.OneOf(Gen.Float, Gen.Float[-1, 2]);
        Gen.Select(wild, wild, wild, wild).Sample((x, y, width, height) =>
        {
            var color = ColorSampler.Sample(frame, new BoundingBox(x, y, width, height));
            Assert.InRange(color.Similarity(color), 0, 1.02f);
        });
    }

    [Fact]
    public void It_allocates_nothing()
    {
        using var frame = new MemoryFrame(640, 360);
        ColorSampler.Sample(frame, Box);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ColorSampler.Sample(frame, Box);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ColorHistogram Draw((byte, byte, byte) upper, (byte, byte, byte) lower, bool fullChroma = false)
    {
        using var frame = new MemoryFrame(640, 360, fullChroma);
        Fill(frame, Box with { Height = Box.Height / 2 }, upper);
        Fill(frame, Box with { Y = Box.Y + (Box.Height / 2), Height = Box.Height / 2 }, lower);
        return ColorSampler.Sample(frame, Box);
    }

    private static BoundingBox Narrow(BoundingBox box) => box with { X = box.X + (0.2f * box.Width), Width = 0.6f * box.Width };

    private static void Fill(MemoryFrame frame, BoundingBox box, (byte Luma, byte Blue, byte Red) color)
    {
        Fill(frame.LumaSamples, frame.Luma, box, color.Luma);
        Fill(frame.BlueSamples, frame.BlueDifference, box, color.Blue);
        Fill(frame.RedSamples, frame.RedDifference, box, color.Red);
    }

    private static void Fill(byte[] samples, Plane plane, BoundingBox box, byte value)
    {
        for (var row = (int)(box.Y * plane.Height); row < (int)(box.Bottom * plane.Height); row++)
        {
            samples.AsSpan((row * plane.Stride) + (int)(box.X * plane.Width), (int)(box.Width * plane.Width)).Fill(value);
        }
    }
}
