using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Views;

public sealed class CarriedWatchTests
{
    private const float Aspect = 16f / 9;
    private const int Thing = 1;

    private CarriedWatch _watch;

    [Theory]
    [InlineData("backpack", 0, -0.12)]
    [InlineData("handbag", 0.02, -0.08)]
    [InlineData("suitcase", -0.02, -0.01)]
    [InlineData("umbrella", 0, -0.2)]
    [InlineData("bicycle", 0.03, 0)]
    [InlineData("dog", 0.05, 0)]
    public void What_goes_with_somebody_is_carried_or_led(string label, double right, double down)
    {
        Walk(0.06, 0, (label, at => (7, at.X + right, at.Y + down)));
        Assert.Equal(CarriedWatch.Of(label), _watch.Carried);
    }

    [Fact]
    public void Nobody_carries_a_bench() => Assert.Equal(Carried.None, CarriedWatch.Of("bench"));

    [Fact]
    public void Two_things_are_carried_at_a_time()
    {
        Walk(0.06, 0, ("backpack", at => (7, at.X, at.Y - 0.1)), ("dog", at => (8, at.X + 0.05, at.Y)));
        Assert.Equal(Carried.Backpack | Carried.Dog, _watch.Carried);
    }

    [Theory]
    [InlineData("handbag", 0.06, 0)]
    [InlineData("handbag", 0, 0.06)]
    [InlineData("handbag", 0, -0.06)]
    [InlineData("suitcase", 0.04, 0.04)]
    [InlineData("bicycle", 0.06, 0)]
    [InlineData("bicycle", 0, 0.06)]
    [InlineData("dog", 0.06, 0)]
    public void What_stands_by_the_way_is_passed(string label, double right, double down)
    {
        Walk(right, down, (label, _ => (7, 0.5, 0.6)));
        Assert.Equal(Carried.None, _watch.Carried);
    }

    [Fact]
    public void So_is_a_row_of_bicycles()
    {
        Walk(0.06, 0, [.. Enumerable.Range(0, 12).Select(i => ("bicycle", (Func<(double X, double Y), (int, double, double)>)(_ => (20 + i, 0.2 + (0.05 * i), 0.6))))]);
        Assert.Equal(Carried.None, _watch.Carried);
    }

    [Fact]
    public void Who_rides_past_them_rides_nevertheless()
    {
        Walk(0.06, 0, ("bicycle", _ => (20, 0.25, 0.6)), ("bicycle", at => (7, at.X, at.Y)));
        Assert.Equal(Carried.Bicycle, _watch.Carried);
    }

    [Fact]
    public void What_is_seen_now_and_then_as_another_track_is_still_carried()
    {
        Walk(0.06, 0, ("backpack", at => (at.X < 0.4 ? 7 : 8, at.X, at.Y - 0.1)));
        Assert.Equal(Carried.Backpack, _watch.Carried);
    }

    [Fact]
    public void Who_only_stands_at_a_thing_does_not_carry_it()
    {
        Walk(0.001, 0, ("suitcase", at => (7, at.X, at.Y)));
        Assert.Equal(Carried.None, _watch.Carried);
    }

    [Theory]
    [InlineData(float.NaN, 0.5f, 0.02f, 0.05f)]
    [InlineData(0.5f, float.NaN, 0.02f, 0.05f)]
    [InlineData(0.5f, 0.5f, float.NaN, 0.05f)]
    [InlineData(0.5f, 0.5f, 0.02f, float.NaN)]
    [InlineData(float.NegativeInfinity, 0.5f, float.PositiveInfinity, 0.05f)]
    [InlineData(-1e30f, -1e30f, 3e30f, 3e30f)]
    public void Boxes_that_are_none_are_carried_by_nobody_and_carry_nothing(float x, float y, float width, float height)
    {
        var wild = new BoundingBox(x, y, width, height);
        for (var i = 0; i < 10; i++)
        {
            var sane = Some.Standing(0.1 * i, 0.6);
            _watch.Observe(sane, Carried.Backpack, Some.Track(7, wild, i, Thing), Aspect);
            _watch.Observe(wild, Carried.Handbag, Some.Track(8, sane with { Height = 0.05f }, i, Thing), Aspect);
            _watch.Observe(wild, Carried.Dog, Some.Track(9, wild, i, Thing), Aspect);
        }

        Assert.Equal(Carried.None, _watch.Carried);
    }

    /// <summary>Ten seconds through the middle of the picture, so much of it in a second; things have the middle of their lower edge where it is said.</summary>
    private void Walk(double right, double down, params (string Label, Func<(double X, double Y), (int Id, double X, double Y)> At)[] things)
    {
        for (var time = 0.0; time <= 10; time += 0.2)
        {
            var at = (X: 0.5 + ((time - 5) * right), Y: 0.6 + ((time - 5) * down));
            foreach (var (label, place) in things)
            {
                var (id, x, y) = place(at);
                var box = new BoundingBox((float)x - 0.015f, (float)y - 0.06f, 0.03f, 0.06f);
                _watch.Observe(Some.Standing(at.X, at.Y), CarriedWatch.Of(label), Some.Track(id, box, time, Thing), Aspect);
            }
        }
    }
}
