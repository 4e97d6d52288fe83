using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Messaging;

public sealed class RateLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Over_any_while_no_more_goes_out_than_the_rate_and_one_burst()
    {
        var limit = new RateLimit(bytesPerSecond: 1000, burstBytes: 500, _time);
        var sent = 0;
        for (var step = 0; step < 100; step++, _time.Advance(TimeSpan.FromMilliseconds(100)))
        {
            for (; limit.Wait() == TimeSpan.Zero; sent += 200)
            {
                limit.Take(200);
            }
        }

        // The last one of a burst may go beyond it.
        Assert.InRange(sent, 10_000 - 200, 10_000 + 500 + 200);
    }

    [Fact]
    public void The_wait_that_it_names_is_enough()
    {
        var limit = new RateLimit(bytesPerSecond: 1000, burstBytes: 500, _time);
        limit.Take(2500);

        _time.Advance(limit.Wait());

        Assert.Equal(TimeSpan.Zero, limit.Wait());
    }

    [Fact]
    public void A_rate_of_zero_is_no_limit()
    {
        var limit = new RateLimit(bytesPerSecond: 0, burstBytes: 500, _time);
        limit.Take(1L << 40);

        Assert.Equal(TimeSpan.Zero, limit.Wait());
    }
}
