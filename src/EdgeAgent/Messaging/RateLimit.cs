namespace EdgeAgent.Messaging;

/// <summary>A token bucket: at most so many bytes a second, with room for a burst. Bytes that were let through earlier than allowed are paid back.</summary>
/// <param name="bytesPerSecond">Zero for no limit.</param>
/// <param name="burstBytes">What may go out at once after a silence.</param>
/// <param name="time">For the pace.</param>
internal sealed class RateLimit(double bytesPerSecond, double burstBytes, TimeProvider time)
{
    // What was sent beyond what the rate has paid for up to now.
    private double _owed;
    private long _at = time.GetTimestamp();

    /// <summary>Time until something may be sent; zero where it may be now.</summary>
    public TimeSpan Wait()
    {
        if (bytesPerSecond <= 0)
        {
            return TimeSpan.Zero;
        }

        var now = time.GetTimestamp();
        _owed = Math.Max(0, _owed - (time.GetElapsedTime(_at, now).TotalSeconds * bytesPerSecond));
        _at = now;
        return _owed < burstBytes ? TimeSpan.Zero : TimeSpan.FromSeconds((_owed - burstBytes + 1) / bytesPerSecond);
    }

    /// <summary>It has been sent.</summary>
    public void Take(long bytes) => _owed += bytesPerSecond > 0 ? bytes : 0;
}
