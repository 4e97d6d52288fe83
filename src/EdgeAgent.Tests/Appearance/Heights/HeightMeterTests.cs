using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

public sealed class HeightMeterTests
{
    private static readonly Pole Street = new(4.2, 18, 38, 1.5);

    [Theory]
    [InlineData(1.1)]
    [InlineData(1.39)]
    [InlineData(1.7)]
    [InlineData(1.9)]
    public void Somebody_is_as_tall_anywhere_on_the_street(double meters)
    {
        foreach (var (right, forward) in (IEnumerable<(double, double)>)[(0, 9), (-2, 10), (3, 14), (0, 22)])
        {
            var measure = Assert.NotNull(HeightMeter.Measure(Street.Geometry, Street.Box(right, forward, meters)));
            Assert.Equal(meters, measure.Meters, 0.02);
            Assert.InRange(measure.Uncertainty, 0.02, 0.2);
            Assert.Equal(double.Hypot(right, forward), measure.DistanceMeters, 0.2);
        }
    }

    [Fact]
    public void Far_away_it_gets_uncertain_and_then_nothing_is_told()
    {
        var measures = Enumerable.Range(10, 90).Select(forward => HeightMeter.Measure(Street.Geometry, Street.Box(0, forward, 1.7))).ToList();

        Assert.Null(measures[^1]);
        var told = measures.TakeWhile(measure => measure is not null).Select(measure => measure!.Value.Uncertainty).ToList();
        Assert.InRange(told.Count, 20, 60);
        Assert.Equal(told.Order(), told);
        Assert.True(told[0] < 0.07 && told[^1] <= 0.2);
    }

    [Fact]
    public void What_cannot_be_told_is_not_told() => Assert.All(NotToBeTold, entry => Assert.Null(HeightMeter.Measure(Street.Geometry, entry.Value)));

    private static readonly Dictionary<string, BoundingBox> NotToBeTold = new()
    {
        ["cut at the lower edge"] = new(0.4f, 0.6f, 0.1f, 0.4f),
        ["cut at the upper edge"] = new(0.4f, 0, 0.1f, 0.5f),
        ["cut on the left"] = new(0, 0.3f, 0.06f, 0.3f),
        ["cut on the right"] = new(0.95f, 0.3f, 0.06f, 0.3f),
        ["foot above the horizon"] = new(0.4f, 0.005f, 0.02f, 0.03f),
        ["lies"] = Street.Box(0, 12, 0.5, width: 3.4),
        ["crouches"] = Street.Box(0, 12, 0.9, width: 0.8),
        ["a bus"] = Street.Box(0, 12, 3.2, width: 0.4),
        ["no box"] = default,
    };
}
