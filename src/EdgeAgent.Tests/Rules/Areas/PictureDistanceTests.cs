using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Areas;

public sealed class PictureDistanceTests
{
    private static readonly Line Line = new("l", "l", new(0.25f, 0.5f), new(0.75f, 0.5f));

    [Fact]
    public void A_step_to_the_side_is_as_much_longer_as_the_picture_is_wide()
    {
        Assert.Equal(0.5, PictureDistance.Between(new(0.25f, 0), new(0.5f, 0), aspect: 2));
        Assert.Equal(0.25, PictureDistance.Between(new(0, 0.25f), new(0, 0.5f), aspect: 2));
    }

    [Theory]
    [InlineData(0.5, 0.75, 0.25)]
    [InlineData(0.25, 0.25, 0.25)]
    [InlineData(0, 0.5, 0.5)]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(0.6, 0.5, 0)]
    public void The_distance_to_a_line_is_to_its_nearest_point_between_its_ends(double x, double y, double distance)
    {
        Assert.Equal(distance, PictureDistance.To(Line, new((float)x, (float)y), aspect: 2), 6);
    }
}
