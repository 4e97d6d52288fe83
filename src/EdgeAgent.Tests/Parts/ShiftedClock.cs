using EdgeAgent.Domain;

namespace EdgeAgent.Parts;

/// <summary>A media clock whose wall clock a test sets: UTC = start + media time.</summary>
internal sealed class ShiftedClock : IMediaClock
{
    public Guid BootId { get; init; } = Guid.NewGuid();

    public MediaTime Now { get; set; }

    public DateTimeOffset Start { get; set; } = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public bool Synchronised { get; set; } = true;

    public UtcTime ToUtc(MediaTime time) => new(Start + (time - default(MediaTime)), Synchronised);
}
