namespace EdgeAgent.Diagnostics;

/// <summary>Pictures per second between two looks at a running count: as measured, not as the camera claims.</summary>
internal sealed class FrameRateMeter(TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _count;
    private long _at = time.GetTimestamp();

    /// <param name="count">All pictures so far.</param>
    /// <returns>Rounded to a tenth.</returns>
    public double Measure(long count)
    {
        lock (_lock)
        {
            var (now, before) = (time.GetTimestamp(), _at);
            var rate = (count - _count) / Math.Max(time.GetElapsedTime(before, now).TotalSeconds, 1e-3);
            (_at, _count) = (now, count);
            return Math.Round(rate, 1);
        }
    }
}
