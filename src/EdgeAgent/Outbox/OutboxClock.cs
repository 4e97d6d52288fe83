using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>
/// The log's own time, by which it tells how old an entry is: it goes on while the agent runs, however the wall clock is set, so that a
/// clock that is a year off for a minute makes nothing a year old. The time between two runs counts only where the clock was right in both.
/// </summary>
internal sealed class OutboxClock(IMediaClock clock, TimeProvider time, long? savedMilliseconds, long? savedWallMilliseconds)
{
    private readonly long _start = (savedMilliseconds, savedWallMilliseconds) switch
    {
        ({ } saved, { } wall) when IsRight(clock) => saved + Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds() - wall),
        ({ } saved, _) => saved,
        _ => time.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private readonly long _startedAt = time.GetTimestamp();

    public long Milliseconds => _start + (long)time.GetElapsedTime(_startedAt).TotalMilliseconds;

    /// <summary>For the next run; null while nobody knows what time it is.</summary>
    public long? WallMilliseconds => IsRight(clock) ? time.GetUtcNow().ToUnixTimeMilliseconds() : null;

    public UtcTime Utc => clock.ToUtc(clock.Now);

    private static bool IsRight(IMediaClock clock) => clock.ToUtc(clock.Now).Synchronised;
}
