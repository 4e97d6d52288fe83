using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Detection.Regions;

public sealed class RegionBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(20, 5)]
    [InlineData(40, 2)]
    [InlineData(80, 0)]
    [InlineData(500, 0)]
    public void Detection_takes_no_more_than_its_share_of_the_time_between_frames(int millisecondsAPicture, int regions)
    {
        var budget = new RegionBudget(TimeSpan.FromSeconds(0.2), _time);
        Look(budget, 3, millisecondsAPicture);

        Assert.Equal(regions, budget.Allowed);
    }

    [Fact]
    public void A_device_that_becomes_slow_looks_at_fewer_and_at_more_again_when_it_recovers()
    {
        var budget = new RegionBudget(TimeSpan.FromSeconds(0.2), _time);
        Look(budget, 3, 20);
        for (var frame = 0; frame < 20; frame++)
        {
            Look(budget, 1 + Math.Min(2, budget.Allowed), 150);
        }

        Assert.Equal(0, budget.Allowed);

        for (var frame = 0; frame < 40; frame++)
        {
            Look(budget, 1 + Math.Min(2, budget.Allowed), 20);
        }

        Assert.True(budget.Allowed >= 4);
    }

    private void Look(RegionBudget budget, int pictures, int milliseconds)
    {
        budget.Begin();
        _time.Advance(TimeSpan.FromMilliseconds(pictures * milliseconds));
        budget.End(pictures);
    }
}
