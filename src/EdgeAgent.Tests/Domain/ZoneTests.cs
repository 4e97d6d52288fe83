namespace EdgeAgent.Domain;

public sealed class ZoneTests
{
    [Theory]
    [InlineData(0.75, 1.0, true)]
    [InlineData(0.75, 1.2, true)]
    [InlineData(1.1, 0.75, true)]
    [InlineData(0.75, 0.49, false)]
    [InlineData(0.2, 1.2, false)]
    [InlineData(0.75, -0.1, false)]
    public void A_zone_drawn_to_the_edge_of_the_picture_reaches_beyond_it(double x, double y, bool inside)
    {
        var zone = new Zone("z", "z", [new(0.5f, 0.5f), new(1, 0.5f), new(1, 1), new(0.5f, 1)]);
        Assert.Equal(inside, zone.Contains(new((float)x, (float)y)));
    }

    [Fact]
    public void Its_area_is_its_share_of_the_picture()
    {
        Assert.Equal(1, new Zone("z", "z", [new(0, 0), new(1, 0), new(1, 1), new(0, 1)]).Area());
        Assert.Equal(0.125, new Zone("z", "z", [new(0.5f, 0.5f), new(0.5f, 1), new(1, 1)]).Area());
    }
}
