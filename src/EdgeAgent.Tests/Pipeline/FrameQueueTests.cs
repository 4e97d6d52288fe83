using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pipeline;

public sealed class FrameQueueTests
{
    private readonly CameraState _state = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_frame_wins_and_the_dropped_are_given_back()
    {
        using var queue = new FrameQueue(_state, _time);
        List<TimedFrame> frames = [.. Enumerable.Range(0, 5).Select(i => new TimedFrame(i))];
        frames.ForEach(queue.Put);

        Assert.Equal(4, (await queue.TakeAsync(TimeSpan.FromSeconds(1), Cancel))!.Time.TotalSeconds);
        Assert.Equal(4, _state.FramesDropped);
        Assert.Equal([true, true, true, true, false], frames.Select(frame => frame.IsGivenBack));
    }

    [Fact]
    public async Task Patience_ends_with_nothing_and_cancelling_throws()
    {
        using var queue = new FrameQueue(_state, _time);
        var waiting = queue.TakeAsync(TimeSpan.FromSeconds(20), Cancel).AsTask();
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await waiting);

        using var stop = new CancellationTokenSource();
        var cancelled = queue.TakeAsync(TimeSpan.FromSeconds(20), stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    [Fact]
    public async Task A_timer_that_is_early_is_set_again()
    {
        using var queue = new FrameQueue(_state, new EarlyTimers(_time));
        var waiting = queue.TakeAsync(TimeSpan.FromSeconds(20), Cancel).AsTask();
        for (var i = 0; i < 25 && !waiting.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await Eventually.IsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return waiting.IsCompleted;
            },
            Cancel);
        Assert.Null(await waiting);
    }

    /// <summary>Timers that come a tenth before their time.</summary>
    private sealed class EarlyTimers(TimeProvider time) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Early(time.CreateTimer(callback, state, dueTime, period));

        private sealed class Early(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime > TimeSpan.Zero ? dueTime * 0.9 : dueTime, period);

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }

    private sealed class TimedFrame : Frame
    {
        public TimedFrame(int second)
        {
            Lend(default, default, default);
            Time = MediaTime.FromSeconds(second);
        }

        public bool IsGivenBack { get; private set; }

        protected override void GiveBack() => IsGivenBack = true;
    }
}
