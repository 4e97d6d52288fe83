using CsCheck;

namespace EdgeAgent.Domain;

public sealed class LineTests
{
    /// <summary>From the bottom up: its right is the right of the picture.</summary>
    private static readonly Line Upwards = new("l", "l", new(0.5f, 0.75f), new(0.5f, 0.25f));

    private static readonly Gen<NormalizedPoint> Point = Gen.Select(Gen.Int[0, 16], Gen.Int[0, 16], (x, y) => new NormalizedPoint(x / 16f, y / 16f));

    [Theory]
    [InlineData(0.4, 0.5, 0.6, 0.5, LineDirection.ToRight)]
    [InlineData(0.6, 0.5, 0.4, 0.5, LineDirection.ToLeft)]
    [InlineData(0.4, 0.3, 0.6, 0.7, LineDirection.ToRight)]
    [InlineData(0, 0.26, 1, 0.26, LineDirection.ToRight)]
    [InlineData(0, 0.25, 1, 0.25, LineDirection.ToRight)]
    [InlineData(1, 0.75, 0, 0.75, LineDirection.ToLeft)]
    [InlineData(0, 0.24, 1, 0.24, null)]
    [InlineData(0, 0.76, 1, 0.76, null)]
    [InlineData(0.4, 0.5, 0.49, 0.5, null)]
    [InlineData(0.4, 0.5, 0.5, 0.5, null)]
    [InlineData(0.5, 0.5, 0.6, 0.5, null)]
    [InlineData(0.5, 0.1, 0.5, 0.9, null)]
    [InlineData(0.4, 0.5, 0.4, 0.5, null)]
    public void A_path_crosses_a_line_or_passes_its_ends_or_touches_it(double fromX, double fromY, double toX, double toY, object? direction)
    {
        Assert.Equal((LineDirection?)direction, Upwards.Crossing(new((float)fromX, (float)fromY), new((float)toX, (float)toY)));
    }

    [Fact]
    public void The_way_back_crosses_it_the_other_way()
    {
        Gen.Select(Point, Point, Point, Point).Sample((a, b, from, to) =>
        {
            var line = new Line("l", "l", a, b);
            Assert.Equal(Opposite(line.Crossing(from, to)), line.Crossing(to, from));
        });
    }

    [Fact]
    public void A_line_that_runs_the_other_way_or_stands_in_a_mirror_is_crossed_the_other_way()
    {
        Gen.Select(Point, Point, Point, Point).Sample((a, b, from, to) =>
        {
            var crossing = new Line("l", "l", a, b).Crossing(from, to);
            Assert.Equal(Opposite(crossing), new Line("l", "l", b, a).Crossing(from, to));
            Assert.Equal(Opposite(crossing), new Line("l", "l", Mirror(a), Mirror(b)).Crossing(Mirror(from), Mirror(to)));
        });
    }

    [Fact]
    public void A_path_that_ends_on_neither_side_leaves_the_crossing_to_what_follows()
    {
        Assert.True(Upwards.Touches(new(0.5f, 0.3f)));
        Assert.False(Upwards.Touches(new(0.5f, 0.1f)));
        Assert.False(Upwards.Touches(new(0.51f, 0.5f)));
        Gen.Select(Point, Point, Point, Point).Sample((a, b, from, to) =>
        {
            var line = new Line("l", "l", a, b);
            Assert.True(line.Crossing(from, to) is null || !(line.Touches(from) || line.Touches(to)));
        });
    }

    private static NormalizedPoint Mirror(NormalizedPoint point) => point with { X = 1 - point.X };

    private static LineDirection? Opposite(LineDirection? direction) => direction switch
    {
        LineDirection.ToRight => LineDirection.ToLeft,
        LineDirection.ToLeft => LineDirection.ToRight,
        _ => null,
    };
}
