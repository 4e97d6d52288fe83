namespace EdgeAgent.Messaging;

public sealed class BackoffTests
{
    [Fact]
    public void Waits_spread_under_a_ceiling_that_doubles_up_to_the_longest()
    {
        for (var pole = 0; pole < 200; pole++)
        {
            var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
            for (var failure = 0; failure < 40; failure++)
            {
                Assert.InRange(backoff.Next().TotalSeconds, 0.05, Math.Min(60, Math.Pow(2, failure)));
            }
        }
    }

    [Fact]
    public void Poles_that_fail_together_do_not_return_together()
    {
        var seconds = Enumerable.Range(0, 1000).Select(_ => Sixth().TotalSeconds).ToList();

        Assert.InRange(seconds.Average(), 14, 18);
        Assert.InRange(seconds.Count(s => s < 8), 180, 320);

        static TimeSpan Sixth()
        {
            var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
            return Enumerable.Range(0, 6).Select(_ => backoff.Next()).ToList()[^1];
        }
    }
}
