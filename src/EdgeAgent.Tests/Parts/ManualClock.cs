using EdgeAgent.Domain;

namespace EdgeAgent.Parts;

/// <summary>A media clock that a test sets, at first 100 s after 1970 and the start of the device at once.</summary>
internal sealed class ManualClock : IMediaClock
{
    public event Action<ClockCorrection>? Corrected;

    public Guid BootId { get; init; } = Guid.Empty;

    public MediaTime Now { get; set; } = MediaTime.FromSeconds(100);

    public DateTimeOffset UtcAtZero { get; private set; } = DateTimeOffset.UnixEpoch;

    public bool Synchronised { get; private set; } = true;

    public UtcTime ToUtc(MediaTime time) => new(UtcAtZero.AddTicks(time.Nanoseconds / 100), Synchronised);

    /// <summary>As NTP does when it arrives.</summary>
    public void Set(DateTimeOffset utcAtZero, bool synchronised)
    {
        var step = utcAtZero - UtcAtZero;
        (UtcAtZero, Synchronised) = (utcAtZero, synchronised);
        Corrected?.Invoke(new ClockCorrection(BootId, utcAtZero, step, synchronised));
    }
}
