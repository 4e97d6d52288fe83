using EdgeAgent.Domain;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Search.Orders;

/// <summary>A monotonic clock that goes with the test's time, and a wall clock beside it that somebody sets.</summary>
internal sealed class SetClock(FakeTimeProvider time) : IMediaClock
{
    private readonly DateTimeOffset _start = time.GetUtcNow();

    public Guid BootId { get; init; } = Guid.Parse("0bcb4f3d-40bd-4e18-9a48-714a940390d0");

    /// <summary>By how much the wall clock is wrong.</summary>
    public TimeSpan Wrong { get; set; }

    public bool Synchronised { get; set; } = true;

    public MediaTime Now => default(MediaTime) + (time.GetUtcNow() - _start);

    public UtcTime ToUtc(MediaTime at) => new(_start + (at - default(MediaTime)) + Wrong, Synchronised);
}
