using System.Collections.Concurrent;
using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Imaging;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Uses the managed side of frames again, so that a steady stream allocates none; their pictures are FFmpeg's.</summary>
internal sealed class FramePool
{
    // The queue to the analysis, the frame in it, and one on either side.
    private const int Capacity = 8;

    private readonly ConcurrentQueue<DecodedFrame> _free = [];

    /// <summary>Makes a frame of the picture, which is empty afterwards.</summary>
    /// <exception cref="FFmpegException"><c>video/unsupported-format</c></exception>
    public Frame Take(AVFrameHandle picture)
    {
        if (!_free.TryDequeue(out var frame))
        {
            frame = new DecodedFrame(this);
        }

        frame.Take(picture);
        return frame;
    }

    internal void Return(DecodedFrame frame)
    {
        if (_free.Count < Capacity)
        {
            _free.Enqueue(frame);
        }
        else
        {
            frame.Free();
        }
    }
}
