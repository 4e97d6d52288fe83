using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Views;

public sealed class PathHeadingTests
{
    private const float Aspect = 16f / 9;

    private PathHeading _path;

    [Theory]
    [InlineData(0, "Up")]
    [InlineData(45, "UpRight")]
    [InlineData(90, "Right")]
    [InlineData(135, "DownRight")]
    [InlineData(180, "Down")]
    [InlineData(225, "DownLeft")]
    [InlineData(270, "Left")]
    [InlineData(315, "UpLeft")]
    [InlineData(20, "Up")]
    [InlineData(340, "Up")]
    public void The_circle_is_told_in_eighths(double degrees, string heading)
    {
        Walk(0, 3, degrees);
        Assert.Equal(heading, _path.Heading.ToString());
    }

    [Fact]
    public void Who_shifts_from_one_foot_to_the_other_goes_nowhere()
    {
        for (var i = 0; i < 200; i++)
        {
            _path.Observe(Some.Standing(0.5 + (0.01 * Math.Sin(i)), 0.7), MediaTime.FromSeconds(i / 5.0), Aspect);
        }

        Assert.Equal(Heading.Unknown, _path.Heading);
    }

    [Fact]
    public void Who_turns_back_goes_back()
    {
        Walk(0, 4, 90);
        Walk(4, 8, 270, from: 0.5 + (4 * 0.1 / Aspect));
        Assert.Equal(Heading.Left, _path.Heading);
    }

    [Fact]
    public void Who_stops_was_last_seen_going_there()
    {
        Walk(0, 3, 90);
        for (var i = 0; i < 50; i++)
        {
            _path.Observe(Some.Standing(0.5 + (3 * 0.1 / Aspect), 0.6), MediaTime.FromSeconds(3 + (i / 5.0)), Aspect);
        }

        Assert.Equal(Heading.Right, _path.Heading);
    }

    [Fact]
    public void A_clock_that_goes_back_begins_the_path_anew()
    {
        Walk(100, 103, 90);
        _path.Observe(Some.Standing(0.2, 0.6), MediaTime.FromSeconds(5), Aspect);
        Assert.Equal(Heading.Right, _path.Heading);
        Walk(6, 9, 0, from: 0.2);
        Assert.Equal(Heading.Up, _path.Heading);
    }

    [Fact]
    public void A_box_that_is_none_moves_nobody()
    {
        _path.Observe(new(float.NaN, 0.2f, 0.1f, 0.3f), default, Aspect);
        _path.Observe(new(0.2f, 0.2f, 0.1f, float.NaN), MediaTime.FromSeconds(1), Aspect);
        _path.Observe(new(0.2f, 0.2f, 0.1f, float.PositiveInfinity), MediaTime.FromSeconds(2), Aspect);
        Assert.Equal(Heading.Unknown, _path.Heading);
        Walk(3, 7, 90);
        Assert.Equal(Heading.Right, _path.Heading);
    }

    /// <summary>A tenth of the picture's height in a second, which is half of a person's own.</summary>
    private void Walk(double begin, double end, double degrees, double from = 0.5)
    {
        var (right, down) = (0.1 * Math.Sin(double.DegreesToRadians(degrees)), -0.1 * Math.Cos(double.DegreesToRadians(degrees)));
        for (var time = begin; time <= end; time += 0.2)
        {
            _path.Observe(
                Some.Standing(from + ((time - begin) * right / Aspect), 0.6 + ((time - begin) * down)), MediaTime.FromSeconds(time), Aspect);
        }
    }
}
