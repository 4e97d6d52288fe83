using System.Collections.Concurrent;
using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Imaging;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Uses the managed side of frames again, so that a steady stream allocates none; their pictures are FFmpeg's.</summary>
internal sealed class FramePool : IDisposable
{
    // More than the queue to the analysis and what is at work hold on a small board.
    private const int Capacity = 8;

    private readonly ConcurrentQueue<DecodedFrame> _free = [];
    private volatile bool _isDisposed;

    /// <summary>Makes a frame of the picture, which is empty afterwards.</summary>
    /// <exception cref="FFmpegException"><c>video/unsupported-format</c></exception>
    public Frame Take(AVFrameHandle picture)
    {
        if (!_free.TryDequeue(out var frame))
        {
            frame = new DecodedFrame(this);
        }

        try
        {
            frame.Take(picture);
            return frame;
        }
        catch
        {
            Return(frame);
            throw;
        }
    }

    /// <summary>Frees what is here, and from now on what comes back.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        while (_free.TryDequeue(out var frame))
        {
            frame.Free();
        }
    }

    internal void Return(DecodedFrame frame)
    {
        if (_isDisposed || _free.Count >= Capacity)
        {
            frame.Free();
        }
        else
        {
            _free.Enqueue(frame);
        }
    }
}
