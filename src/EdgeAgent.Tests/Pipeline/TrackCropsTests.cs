using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using SkiaSharp;

namespace EdgeAgent.Pipeline;

public sealed class TrackCropsTests
{
    private static readonly BoundingBox Place = new(0.4f, 0.2f, 0.15f, 0.6f);

    private readonly List<TrackCrop> _handedOn = [];
    private readonly TrackCrops _crops;

    public TrackCropsTests() => _crops = new TrackCrops(_handedOn.Add);

    [Fact]
    public void The_best_view_of_a_track_is_handed_on_once_when_it_ends()
    {
        using var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 640, 424);
        var best = new BoundingBox(0.3f, 0.2f, 0.15f, 0.7f);
        Show(frame, 1, new BoundingBox(0.3f, 0.3f, 0.05f, 0.1f));
        Show(frame, 2, best);
        Show(frame, 3, new BoundingBox(0.3f, 0.2f, 0.01f, 0.02f));
        Assert.Empty(_handedOn);
        Show(frame, 4, default, TrackState.Removed);
        Show(frame, 5, default, TrackState.Removed);

        var crop = Assert.Single(_handedOn);
        Assert.Equal((7, 2.0, best), (crop.Track, crop.Time.TotalSeconds, crop.Box));
        Assert.InRange(crop.Quality, 0.3f, 1);
        using var picture = SKBitmap.Decode(crop.Jpeg);

        // The box and a tenth on each side, not larger than 256 pixels.
        Assert.Equal(256, picture.Height);
        Assert.InRange(picture.Width, 80, 84);
        Assert.InRange(crop.Jpeg.Length, 1000, 40_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sharp_view_beats_a_blurred_one(bool sharpFirst)
    {
        using var sharp = PaintedPerson.Frame(Place);
        using var blurred = PaintedPerson.Frame(Place, blur: 8);
        Show(sharpFirst ? sharp : blurred, 1, Place);
        Show(sharpFirst ? blurred : sharp, 2, Place);

        Assert.Equal(sharpFirst ? 1 : 2, Best());
    }

    [Theory]
    [InlineData(250, true)]
    [InlineData(250, false)]
    [InlineData(-180, true)]
    [InlineData(-180, false)]
    public void A_lit_view_beats_one_that_is_burnt_or_black(int light, bool litFirst)
    {
        using var lit = PaintedPerson.Frame(Place);
        using var lost = PaintedPerson.Frame(Place, light: light);
        Show(litFirst ? lit : lost, 1, Place);
        Show(litFirst ? lost : lit, 2, Place);

        Assert.Equal(litFirst ? 1 : 2, Best());
    }

    [Theory]
    [InlineData(0f, 0.2f)]
    [InlineData(0.4f, 0.4f)]
    [InlineData(0.85f, 0.2f)]
    public void A_whole_view_beats_one_that_ends_at_an_edge_of_the_picture(float x, float y)
    {
        var cut = new BoundingBox(x, y, 0.15f, 0.6f);
        using var frame = PaintedPerson.Frame(Place);
        using var edge = PaintedPerson.Frame(cut);
        Show(edge, 1, cut);
        Show(frame, 2, Place);
        Show(edge, 3, cut);

        Assert.Equal(2, Best());
    }

    [Fact]
    public void Of_two_views_that_end_at_an_edge_the_one_that_shows_more_of_a_person_is_taken()
    {
        var (whole, half) = (new BoundingBox(0.4f, 0, 0.2f, 0.9f), new BoundingBox(0.3f, 0.45f, 0.35f, 0.55f));
        using var far = PaintedPerson.Frame(whole, blur: 1);
        using var near = PaintedPerson.Frame(half);
        Show(far, 1, whole);
        Show(near, 2, half);

        Assert.Equal(1, Best());
    }

    [Fact]
    public void An_open_view_beats_one_that_somebody_nearer_covers()
    {
        using var frame = PaintedPerson.Frame(Place);
        var nearer = TrackAt(1, Place with { X = 0.44f, Y = 0.3f }, TrackState.Confirmed) with { Id = 8 };
        Show(frame, 1, Place, others: nearer);
        Show(frame, 2, Place);
        Show(frame, 3, Place, others: nearer with { LastSeen = MediaTime.FromSeconds(3) });

        Assert.Equal(2, Best());
    }

    [Fact]
    public void Who_is_seen_badly_only_has_a_picture_nevertheless()
    {
        using var black = new MemoryFrame(640, 424);
        Show(black, 1, new BoundingBox(0, 0.5f, 0.01f, 0.02f));

        Assert.Equal(1, Best());
    }

    [Fact]
    public void A_view_that_is_hardly_better_is_not_taken_again()
    {
        using var frame = PaintedPerson.Frame(Place);
        Show(frame, 1, Place with { Height = 0.4f });
        Show(frame, 2, Place with { Height = 0.42f });

        Assert.Equal(1, Best());
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

    private double Best()
    {
        _crops.Finish();
        return _handedOn.Single(crop => crop.Track == 7).Time.TotalSeconds;
    }

    private void Show(Frame frame, int second, BoundingBox box, TrackState state = TrackState.Confirmed, params Track[] others)
    {
        frame.Time = MediaTime.FromSeconds(second);
        _crops.Observe(frame, [TrackAt(second, box, state), .. others]);
    }
}
