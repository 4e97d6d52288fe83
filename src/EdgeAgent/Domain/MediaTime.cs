namespace EdgeAgent.Domain;

/// <summary>
/// A moment on the device's monotonic clock: nanoseconds of CLOCK_BOOTTIME, or of the file for recorded video.
/// Durations are differences of media times, never frame counts.
/// </summary>
internal readonly record struct MediaTime(long Nanoseconds) : IComparable<MediaTime>
{
    public double TotalSeconds => Nanoseconds / 1e9;

    public static MediaTime FromSeconds(double seconds) => new((long)Math.Round(seconds * 1e9));

    public int CompareTo(MediaTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    public static TimeSpan operator -(MediaTime a, MediaTime b) => new((a.Nanoseconds - b.Nanoseconds) / 100);

    public static MediaTime operator +(MediaTime a, TimeSpan b) => new(a.Nanoseconds + (b.Ticks * 100));

    public static MediaTime operator -(MediaTime a, TimeSpan b) => new(a.Nanoseconds - (b.Ticks * 100));

    public static bool operator <(MediaTime a, MediaTime b) => a.Nanoseconds < b.Nanoseconds;

    public static bool operator >(MediaTime a, MediaTime b) => a.Nanoseconds > b.Nanoseconds;

    public static bool operator <=(MediaTime a, MediaTime b) => a.Nanoseconds <= b.Nanoseconds;

    public static bool operator >=(MediaTime a, MediaTime b) => a.Nanoseconds >= b.Nanoseconds;
}
