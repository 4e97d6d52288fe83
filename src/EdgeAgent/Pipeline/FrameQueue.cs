using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EdgeAgent.Diagnostics;
using EdgeAgent.Imaging;

namespace EdgeAgent.Pipeline;

/// <summary>
/// Hands frames to the analysis: the newest win, and each one that is dropped is counted and given back. Waiting allocates nothing: one
/// timer and pooled state serve every wait.
/// </summary>
internal sealed class FrameQueue : IDisposable
{
    private readonly Channel<Frame?> _channel;
    private readonly CameraState _state;
    private readonly TimeProvider _time;
    private readonly ITimer _patience;

    /// <param name="state">Counts what is dropped.</param>
    /// <param name="time">Measures patience.</param>
    public FrameQueue(CameraState state, TimeProvider time)
    {
        _time = time;
        _state = state;
        _channel = Channel.CreateBounded<Frame?>(
            new BoundedChannelOptions(2) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            dropped =>
            {
                if (dropped is not null)
                {
                    state.CountDropped();
                    dropped.Dispose();
                }
            });

        // Nothing in place of a frame wakes up whoever waits.
        _patience = time.CreateTimer(static queue => ((FrameQueue)queue!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes the frame over.</summary>
    public void Put(Frame frame)
    {
        if (!_channel.Writer.TryWrite(frame))
        {
            frame.Dispose();
        }
    }

    /// <summary>The next frame, which the caller disposes of; null where none came within <paramref name="patience"/>. For one caller at a time.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Frame?> TakeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        using var cancelled = cancellationToken.UnsafeRegister(static queue => ((FrameQueue)queue!).Wake(), this);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TakeNewest() is { } frame)
            {
                _patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                return frame;
            }

            if (_time.GetElapsedTime(started) is var waited && waited >= patience)
            {
                return null;
            }

            // Set again each time: a timer's clock is a coarser one, and may be early.
            _patience.Change(patience - waited, Timeout.InfiniteTimeSpan);
            await _channel.Reader.WaitToReadAsync(CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _patience.Dispose();
        _channel.Writer.TryComplete();
        while (_channel.Reader.TryRead(out var frame))
        {
            frame?.Dispose();
        }
    }

    private Frame? TakeNewest()
    {
        Frame? newest = null;
        while (_channel.Reader.TryRead(out var frame))
        {
            if (frame is not null && newest is not null)
            {
                _state.CountDropped();
                newest.Dispose();
            }

            newest = frame ?? newest;
        }

        return newest;
    }

    private void Wake() => _channel.Writer.TryWrite(null);
}
