using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using SkiaSharp;

namespace EdgeAgent.Pipeline;

public sealed class TrackCropsTests
{
    private readonly List<(int Track, MediaTime Time, byte[] Jpeg)> _handedOn = [];
    private readonly TrackCrops _crops;

    public TrackCropsTests() => _crops = new TrackCrops(crop => _handedOn.Add((crop.Track, crop.Time, crop.Jpeg)));

    [Fact]
    public void The_best_view_of_a_track_is_handed_on_once_when_it_ends()
    {
        using var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 640, 424);
        Show(frame, 1, new BoundingBox(0.3f, 0.3f, 0.05f, 0.1f));
        Show(frame, 2, new BoundingBox(0.3f, 0.2f, 0.15f, 0.7f));
        Show(frame, 3, new BoundingBox(0.3f, 0.2f, 0.01f, 0.02f));
        Assert.Empty(_handedOn);
        Show(frame, 4, default, TrackState.Removed);
        Show(frame, 5, default, TrackState.Removed);

        var (track, time, jpeg) = Assert.Single(_handedOn);
        Assert.Equal((7, 2.0), (track, time.TotalSeconds));
        using var picture = SKBitmap.Decode(jpeg);

        // The box and a tenth on each side, not larger than 256 pixels.
        Assert.Equal(256, picture.Height);
        Assert.InRange(picture.Width, 80, 84);
        Assert.InRange(jpeg.Length, 1000, 40_000);
    }

    [Fact]
    public void A_crop_shows_what_is_in_the_box()
    {
        using var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 640, 424);
        using var whole = FrameBitmap.From(frame);
        using var piece = FrameBitmap.From(frame, new BoundingBox(101f / 640, 51f / 424, 60f / 640, 40f / 424))!;
        Assert.Equal(whole.GetPixel(100, 50), piece.GetPixel(0, 0));
        Assert.Equal(whole.GetPixel(159, 89), piece.GetPixel(59, 39));
        Assert.Null(FrameBitmap.From(frame, new BoundingBox(1.2f, 0.5f, 0.1f, 0.1f)));
        using var edge = FrameBitmap.From(frame, new BoundingBox(0.9f, 0.9f, 0.5f, 0.5f))!;
        Assert.Equal(whole.GetPixel(639, 423), edge.GetPixel(edge.Width - 1, edge.Height - 1));
    }

    [Fact]
    public void Views_that_are_no_better_allocate_nothing_and_the_end_hands_on_what_there_is()
    {
        using var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 640, 424);
        List<Track> tracks = [TrackAt(1, new BoundingBox(0.3f, 0.2f, 0.15f, 0.7f), TrackState.Confirmed)];
        frame.Time = MediaTime.FromSeconds(1);
        _crops.Observe(frame, tracks);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _crops.Observe(frame, tracks);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        _crops.Finish();
        Assert.Single(_handedOn);
    }

    [Fact]
    public void A_thousand_tracks_at_once_are_not_a_thousand_pictures()
    {
        using var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 640, 424);
        frame.Time = MediaTime.FromSeconds(1);
        _crops.Observe(frame, [.. Enumerable.Range(1, 1000).Select(id => TrackAt(1, new BoundingBox(0.5f, 0.5f, 0.02f, 0.02f), TrackState.Confirmed) with { Id = id })]);
        _crops.Finish();
        Assert.Equal(64, _handedOn.Count);
    }

    private static Track TrackAt(int second, BoundingBox box, TrackState state) =>
        new(7, 0, state, box, 0.8f, MediaTime.FromSeconds(1), MediaTime.FromSeconds(second));

    private void Show(Frame frame, int second, BoundingBox box, TrackState state = TrackState.Confirmed)
    {
        frame.Time = MediaTime.FromSeconds(second);
        _crops.Observe(frame, [TrackAt(second, box, state)]);
    }
}
