using CsCheck;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Views;

public sealed class ViewQualityTests
{
    private static readonly BoundingBox Box = new(0.4f, 0.3f, 0.1f, 0.4f);

    [Fact]
    public void Somebody_large_whole_and_open_is_seen_clearly()
    {
        var view = Of(Some.Track(1, Box));
        Assert.Equal((1, 1, 1), (view.Size, view.Whole, view.Open));
        Assert.True(view.IsClear);
        Assert.False(view.IsUseless);
    }

    [Theory]
    [InlineData(20, true, false)]
    [InlineData(30, false, false)]
    [InlineData(60, false, true)]
    public void Size_is_counted_in_pixels(int pixels, bool isUseless, bool isClear)
    {
        var view = Of(Some.Track(1, Box with { Height = pixels / 720f }));
        Assert.Equal((isUseless, isClear), (view.IsUseless, view.IsClear));
    }

    [Theory]
    [InlineData(-0.03f, false, false)]
    [InlineData(-0.06f, true, false)]
    [InlineData(-0.005f, false, true)]
    public void Who_is_cut_by_the_edge_is_seen_in_part(float x, bool isUseless, bool isClear)
    {
        var view = Of(Some.Track(1, Box with { X = x }));
        Assert.Equal((isUseless, isClear), (view.IsUseless, view.IsClear));
        Assert.Equal(1 + (x / Box.Width), view.Whole, 0.001f);
    }

    [Fact]
    public void Who_stands_nearer_covers_and_who_stands_farther_does_not()
    {
        var nearer = Some.Track(2, Box with { X = 0.44f, Y = 0.4f });
        var farther = Some.Track(3, Box with { X = 0.44f, Y = 0.2f });
        Assert.Equal(1, Of(Some.Track(1, Box), farther).Open);
        Assert.Equal(1 - (0.6f * 0.75f), Of(Some.Track(1, Box), nearer, farther).Open, 0.001f);
    }

    [Fact]
    public void What_is_not_confirmed_covers_nobody() =>
        Assert.Equal(1, Of(Some.Track(1, Box), Some.Track(2, Box with { Y = 0.31f }, state: TrackState.Lost)).Open);

    [Theory]
    [InlineData(float.NaN, 0.3f, 0.1f, 0.4f)]
    [InlineData(0.4f, float.NaN, 0.1f, 0.4f)]
    [InlineData(0.4f, 0.3f, float.NaN, 0.4f)]
    [InlineData(0.4f, 0.3f, 0.1f, float.NaN)]
    [InlineData(0.4f, 0.3f, 0.1f, 0)]
    [InlineData(0.4f, 0.3f, -0.1f, -0.4f)]
    [InlineData(0.4f, 0.3f, -0.1f, 0.4f)]
    [InlineData(0.4f, 0.3f, 3e38f, 3e38f)]
    [InlineData(-1e20f, -1e20f, 1e10f, 1e10f)]
    [InlineData(float.NegativeInfinity, 0.3f, float.PositiveInfinity, 0.4f)]
    public void A_box_that_is_none_is_useless(float x, float y, float width, float height)
    {
        var view = Of(Some.Track(1, new(x, y, width, height)));
        Assert.True(view.IsUseless);
        Assert.False(view.IsClear);
    }

    [Theory]
    [InlineData(float.NaN, 0.5f, 0.1f, 0.4f)]
    [InlineData(0.4f, 0.5f, float.NaN, 0.4f)]
    [InlineData(float.NegativeInfinity, 0.5f, float.PositiveInfinity, 0.4f)]
    public void Nor_does_it_cover_anybody(float x, float y, float width, float height) =>
        Assert.Equal(1, Of(Some.Track(1, Box), Some.Track(2, new(x, y, width, height))).Open);

    [Fact]
    public void A_score_that_is_no_number_makes_no_view() => Assert.True(Of(Some.Track(1, Box, score: float.NaN)).IsUseless);

    [Fact]
    public void Whatever_boxes_come_a_view_that_is_of_use_has_a_value()
    {
        var wild = Gen.OneOf(Gen.Float, Gen.Float[-1, 2]);
        var box = Gen.Select(wild, wild, wild, wild, (x, y, width, height) => new BoundingBox(x, y, width, height));
        Gen.Select(box, box, wild).Sample((one, other, score) =>
        {
            var view = Of(Some.Track(1, one, score: score), Some.Track(2, other));
            Assert.True(view.IsUseless || view.Value >= 0);
        });
    }

    private static ViewQuality Of(Track track, params Track[] others) => ViewQuality.Of(track, [track, .. others], 720);
}
