using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pipeline;

public sealed class FrameQueueTests
{
    private readonly CameraState _state = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_frames_win_and_the_dropped_are_given_back()
    {
        var queue = new FrameQueue(_state);
        List<TimedFrame> frames = [.. Enumerable.Range(0, 5).Select(i => new TimedFrame(i))];
        frames.ForEach(queue.Put);

        Assert.Equal(3, _state.FramesDropped);
        Assert.Equal(3, (await queue.TakeAsync(TimeSpan.FromSeconds(1), _time, Cancel))!.Time.TotalSeconds);
        Assert.Equal(4, (await queue.TakeAsync(TimeSpan.FromSeconds(1), _time, Cancel))!.Time.TotalSeconds);
        Assert.Equal([true, true, true, false, false], frames.Select(frame => frame.IsGivenBack));
    }

    [Fact]
    public async Task Patience_ends_with_nothing_and_cancelling_throws()
    {
        var queue = new FrameQueue(_state);
        var waiting = queue.TakeAsync(TimeSpan.FromSeconds(20), _time, Cancel).AsTask();
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await waiting);

        using var stop = new CancellationTokenSource();
        var cancelled = queue.TakeAsync(TimeSpan.FromSeconds(20), _time, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
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
