using EdgeAgent.Domain;

namespace EdgeAgent.Pipeline;

public sealed class FrameThrottleTests
{
    [Theory]
    [InlineData(25, 5, 50)]
    [InlineData(29.97, 5, 50)]
    [InlineData(12.5, 5, 50)]
    [InlineData(15, 4, 40)]
    [InlineData(25, 0, 250)]
    [InlineData(2, 5, 20)]
    public void It_keeps_the_rate_on_average(double cameraRate, double wanted, int expected)
    {
        var throttle = new FrameThrottle(wanted);
        var taken = Enumerable.Range(0, (int)(10 * cameraRate)).Count(i => throttle.Take(MediaTime.FromSeconds(100 + (i / cameraRate))));

        Assert.InRange(taken, expected - 1, expected + 1);
    }

    [Fact]
    public void After_a_gap_it_does_not_catch_up()
    {
        var throttle = new FrameThrottle(5);
        Assert.True(throttle.Take(MediaTime.FromSeconds(0)));
        Assert.True(throttle.Take(MediaTime.FromSeconds(60)));
        Assert.False(throttle.Take(MediaTime.FromSeconds(60.04)));
        Assert.True(throttle.Take(MediaTime.FromSeconds(60.2)));
    }

    [Fact]
    public void A_clock_that_steps_back_does_not_blind_it()
    {
        var throttle = new FrameThrottle(5);
        Assert.True(throttle.Take(MediaTime.FromSeconds(1000)));
        Assert.True(throttle.Take(MediaTime.FromSeconds(10)));
        Assert.False(throttle.Take(MediaTime.FromSeconds(10.04)));
    }
}
