using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Diagnostics;

public sealed class EverySecondTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task It_is_done_every_second_until_it_is_cancelled()
    {
        var turns = 0;
        using var stop = new CancellationTokenSource();
        var running = new EverySecond(_time, () => turns++).RunAsync(stop.Token);
        for (var second = 0; second < 3; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, turns);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, turns);
    }

    [Fact]
    public async Task What_it_throws_is_for_whoever_runs_it()
    {
        var running = new EverySecond(_time, () => throw new InvalidOperationException("broken")).RunAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => running)).Message);
    }
}
