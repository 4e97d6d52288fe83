using EdgeAgent.Domain;

namespace EdgeAgent.Diagnostics;

/// <summary>The clock of a recorded video: media time 0 is its first picture, and now is wherever the reader has got to.</summary>
internal sealed class FileMediaClock(DateTimeOffset start) : IMediaClock
{
    private long _now;

    /// <summary>Recorded video belongs to no boot of this device.</summary>
    public Guid BootId => Guid.Empty;

    public MediaTime Now => new(Volatile.Read(ref _now));

    /// <summary>Never goes back.</summary>
    public void AdvanceTo(MediaTime time) => Volatile.Write(ref _now, Math.Max(_now, time.Nanoseconds));

    /// <summary>Never called synchronised: nobody knows how the recorder's clock was set.</summary>
    public UtcTime ToUtc(MediaTime time) => new(start + (time - default(MediaTime)), Synchronised: false);
}
