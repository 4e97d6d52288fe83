using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>A media clock that stands still.</summary>
internal sealed class SteadyClock : IMediaClock
{
    public Guid BootId => Some.BootId;

    public MediaTime Now => MediaTime.FromSeconds(1000);

    public UtcTime ToUtc(MediaTime time) =>
        new(new DateTimeOffset(2026, 11, 23, 5, 0, 0, TimeSpan.Zero).AddSeconds(time.TotalSeconds - 1000), Synchronised: true);
}
