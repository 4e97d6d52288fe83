using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Messaging;

public sealed class ReconnectLoopTests
{
    [Fact]
    public async Task A_session_that_ends_in_a_way_that_nobody_foresaw_is_followed_by_another()
    {
        var time = new FakeTimeProvider();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sessions = 0;
        var loop = new ReconnectLoop("pole", time, NullLogger.Instance);
        var running = loop.RunAsync(
            (_, _) => ++sessions == 1 ? throw new InvalidOperationException("boom") : stop.CancelAsync(), stop.Token);
        Assert.Equal("agent/unexpected", loop.Fault?.Code);

        time.Advance(TimeSpan.FromMinutes(1));

        await running.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, sessions);
    }
}
