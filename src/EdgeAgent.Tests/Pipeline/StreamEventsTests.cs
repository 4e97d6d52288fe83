using System.Threading.Channels;
using EdgeAgent.Capture.Health;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pipeline;

public sealed class StreamEventsTests
{
    private static readonly Problem Unreachable = new("camera/unreachable", "", "");

    private readonly CollectedEvents _collected = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ManualClock _clock = new();
    private readonly StreamHealth _health;
    private readonly EventPump _pump;
    private readonly StreamEvents _events;

    public StreamEventsTests()
    {
        _health = new StreamHealth("gate", _clock, NullLogger.Instance);
        _pump = new EventPump(_collected);
        _events = new StreamEvents(new CameraId("gate"), "main", _health, _pump, _clock, _time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ChannelReader<EdgeEvent> Raised => _collected.Reader;

    [Fact]
    public async Task A_stream_that_stays_away_is_one_loss_and_its_return_ends_it_and_is_told()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var pumping = _pump.RunAsync(Cancel);
        var running = _events.RunAsync(stop.Token);
        _health.Live();
        var lostAt = _clock.Now;
        _health.Lost(Unreachable);
        await PassAsync(seconds: 19);
        Assert.False(Raised.TryPeek(out _));
        await PassAsync(seconds: 1);
        var start = await Raised.ReadAsync(Cancel);
        Assert.Equal(
            ("camera-lost", EventPhase.Start, lostAt, "camera/unreachable", "main"), (start.Type, start.Phase, start.Time, start.Code, start.Stream));

        await PassAsync(seconds: 60);
        Assert.False(Raised.TryPeek(out _));
        _health.Live();
        await PassAsync(seconds: 1);
        var (end, back, backEnd) = (await Raised.ReadAsync(Cancel), await Raised.ReadAsync(Cancel), await Raised.ReadAsync(Cancel));
        Assert.Equal((start.EventId, EventPhase.End, 81, "recovered"), (end.EventId, end.Phase, (int)end.Duration.TotalSeconds, end.Reason));
        Assert.Equal(("camera-back", EventPhase.Start, EventPhase.End), (back.Type, back.Phase, backEnd.Phase));
        Assert.Equal(back.EventId, backEnd.EventId);
        Assert.Equal(4, new HashSet<Guid> { start.Id, end.Id, back.Id, backEnd.Id }.Count);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        _pump.Complete();
        await pumping;
    }

    [Fact]
    public async Task A_stream_that_comes_back_in_time_is_no_loss_and_a_stop_ends_what_is_open()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = _events.RunAsync(stop.Token);
        for (var i = 0; i < 5; i++)
        {
            _health.Live();
            await PassAsync(seconds: 1);
            _health.Lost(Unreachable);
            await PassAsync(seconds: 15);
        }

        await PassAsync(seconds: 10);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        _events.Finish("stopped");
        _events.Finish("stopped");
        _pump.Complete();
        await _pump.RunAsync(Cancel);
        List<(EventPhase, string?)> raised = [];
        while (Raised.TryRead(out var edgeEvent))
        {
            raised.Add((edgeEvent.Phase, edgeEvent.Reason));
        }

        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "stopped")], raised);
    }

    private async Task PassAsync(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _clock.Now += TimeSpan.FromSeconds(1);
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
