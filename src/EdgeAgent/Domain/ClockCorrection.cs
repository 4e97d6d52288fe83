namespace EdgeAgent.Domain;

/// <summary>The wall clock was set, or is known to be right now: UTC of every media time of this boot is another one than was said before.</summary>
/// <param name="BootId">Which boot's media times it is about.</param>
/// <param name="UtcAtZero">UTC of media time 0 from now on.</param>
/// <param name="Step">From what was said before to what is said now.</param>
/// <param name="Synchronised">Whether the wall clock is synchronised.</param>
internal sealed record ClockCorrection(Guid BootId, DateTimeOffset UtcAtZero, TimeSpan Step, bool Synchronised);
