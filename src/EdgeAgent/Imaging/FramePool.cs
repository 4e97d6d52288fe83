using System.Collections.Concurrent;

namespace EdgeAgent.Imaging;

/// <summary>Keeps frames of one size for the next picture, so that a steady stream allocates none. A change of size drops the old ones.</summary>
internal sealed class FramePool(int capacity = 8)
{
    private readonly ConcurrentBag<Frame> _free = [];

    public Frame Rent(int width, int height)
    {
        while (_free.TryTake(out var frame))
        {
            if (frame.Width == width && frame.Height == height)
            {
                frame.Rent();
                return frame;
            }
        }

        var fresh = new Frame(this, width, height);
        fresh.Rent();
        return fresh;
    }

    internal void Return(Frame frame)
    {
        if (_free.Count < capacity)
        {
            _free.Add(frame);
        }
    }
}
