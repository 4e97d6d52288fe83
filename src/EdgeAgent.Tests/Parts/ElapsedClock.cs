using EdgeAgent.Domain;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Parts;

/// <summary>A media clock that a test advances: 0 where the test's time began.</summary>
internal sealed class ElapsedClock(FakeTimeProvider time) : IMediaClock
{
    private readonly DateTimeOffset _start = time.GetUtcNow();

    public Guid BootId { get; } = Guid.Parse("0bcb4f3d-40bd-4e18-9a48-714a940390d0");

    public MediaTime Now => default(MediaTime) + (time.GetUtcNow() - _start);

    public UtcTime ToUtc(MediaTime at) => new(_start + (at - default(MediaTime)), Synchronised: true);
}
