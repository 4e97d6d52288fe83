using System.Threading.Channels;
using EdgeAgent.Diagnostics;
using EdgeAgent.Imaging;

namespace EdgeAgent.Pipeline;

/// <summary>Hands frames to the analysis: the newest win, and each one that is dropped is counted and given back to its pool.</summary>
internal sealed class FrameQueue
{
    private readonly Channel<Frame> _channel;

    /// <param name="state">Counts what is dropped.</param>
    public FrameQueue(CameraState state)
    {
        _channel = Channel.CreateBounded<Frame>(
            new BoundedChannelOptions(2) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true },
            dropped =>
            {
                state.CountDropped();
                dropped.Dispose();
            });
    }

    /// <summary>Takes the frame over.</summary>
    public void Put(Frame frame)
    {
        if (!_channel.Writer.TryWrite(frame))
        {
            frame.Dispose();
        }
    }

    /// <summary>The next frame, which the caller disposes of; null where none came within <paramref name="patience"/>.</summary>
    public async ValueTask<Frame?> TakeAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        if (_channel.Reader.TryRead(out var frame))
        {
            return frame;
        }

        using var timeout = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await _channel.Reader.ReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
