using EdgeAgent.Domain;
using EdgeAgent.Parts;
using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

public sealed class EventStillTests
{
    [Theory]
    [InlineData(1920, 1080, 640, 360)]
    [InlineData(1280, 720, 640, 360)]
    [InlineData(704, 576, 704, 576)]
    [InlineData(1278, 718, 1278, 718)]
    [InlineData(320, 240, 320, 240)]
    [InlineData(1000, 3000, 1000, 3000)]
    public void The_whole_picture_is_small_and_has_its_box_in_red(int width, int height, int stillWidth, int stillHeight)
    {
        using var frame = StillFrame.From(Checkout.Photograph("dog.jpg"), width, height);
        var jpeg = EventStill.Encode(frame, new BoundingBox(0.25f, 0.25f, 0.5f, 0.5f))!;
        Assert.InRange(jpeg.Length, 1, 60_000);
        using var picture = SKBitmap.Decode(jpeg);
        if (height < 3000)
        {
            Assert.Equal((stillWidth, stillHeight), (picture.Width, picture.Height));
        }

        var edge = picture.GetPixel(picture.Width / 4, picture.Height / 2);
        Assert.True(edge.Red > edge.Green + 60 && edge.Red > edge.Blue + 60, edge.ToString());
    }

    [Fact]
    public void Noise_fits_too_and_an_event_about_the_picture_has_no_box()
    {
        using var frame = new MemoryFrame(1280, 720) { Color = new YuvColor(YuvMatrix.Bt601, FullRange: false) };
        new Random(1).NextBytes(frame.LumaSamples);
        Assert.InRange(EventStill.Encode(frame, null)!.Length, 1, 60_000);
    }

    [Fact]
    public void A_box_that_reaches_beyond_the_picture_is_drawn_within_it()
    {
        using var frame = StillFrame.From(Checkout.Photograph("dog.jpg"), 640, 424);
        Assert.NotNull(EventStill.Encode(frame, new BoundingBox(-1, -1, 3, 3)));
        Assert.NotNull(EventStill.Encode(frame, new BoundingBox(float.NaN, 0, 1, 1)));
    }
}
