using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Parts;

namespace EdgeAgent.Rules.Traffic;

public sealed class WrongWayRuleTests
{
    private readonly Yard _yard = new(
        Yard.Everywhere,
        new WrongWayOptions { Id = "r", Zone = "yard", Lane = "lane" },
        [new LineOptions { Id = "lane", Start = new(0.1f, 0.8f), End = new(0.9f, 0.8f) }]);

    [Fact]
    public void Two_seconds_against_the_lane_are_critical()
    {
        _yard.Draw(time => [Yard.Vehicle(0.9 - (0.1 * time))], 0, 6).SeeFrom(6, 10, Yard.Vehicle(0.3));
        Assert.Equal(2.1, _yard.Signals[0].Time.TotalSeconds, 0.11);
        Assert.Equal((Severity.Critical, "yard", "lane"), (_yard.Signals[0].Severity, _yard.Signals[0].Zone, _yard.Signals[0].Line));
        Assert.Equal("cleared", _yard.Signals[^1].Reason);
    }

    [Theory]
    [InlineData(0.1, 0)]
    [InlineData(0, 0.1)]
    [InlineData(0, -0.1)]
    [InlineData(-0.004, 0)]
    [InlineData(-0.03, 0.1)]
    public void The_right_way_or_across_or_hardly_at_all_is_no_wrong_way(double x, double y)
    {
        _yard.Draw(time => [Yard.Vehicle(0.5 + (x * time), foot: 0.5 + (y * time))], 0, 4.5).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void A_parked_car_whose_box_jitters_is_no_wrong_way()
    {
        var random = new Random(7);
        _yard.Draw(_ => [Yard.Vehicle(0.5 + (0.03 * random.NextDouble()), foot: 0.8 + (0.02 * random.NextDouble()))], 0, 600);
        _yard.Draw(time => [Yard.Vehicle(0.5 + (0.05 * Math.Sin(time * 3)), id: 2)], 600, 700).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void One_that_stops_and_goes_on_against_the_lane_is_told_once()
    {
        _yard.Draw(time => [Yard.Vehicle(DrawnScene.Between(time, 0, 0.95, 4, 0.6, 14, 0.6, 18, 0.2))], 0, 20).Finish();
        Assert.Equal([EventPhase.Start, EventPhase.End], _yard.Signals.Select(signal => signal.Phase));
    }

    [Fact]
    public void One_that_turns_and_errs_once_more_is_told_twice()
    {
        _yard.Draw(time => [Yard.Vehicle(DrawnScene.Between(time, 0, 0.9, 5, 0.4, 10, 0.9, 15, 0.4))], 0, 20).Finish();
        Assert.Equal(2, _yard.Signals.Count(signal => signal.Phase == EventPhase.Start));
    }
}
