using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>How the media times of a run lie on the wall clock, as it is known today.</summary>
/// <param name="BootId">Which boot the media times belong to.</param>
/// <param name="ShiftNanoseconds">UTC since 1970 = media time + this.</param>
/// <param name="Synchronised">The clock behind it was synchronised.</param>
internal sealed record SegmentClock(Guid BootId, long ShiftNanoseconds, bool Synchronised)
{
    public MediaTime ToMedia(MediaTime utc) => new(utc.Nanoseconds - ShiftNanoseconds);

    /// <summary>A wall-clock time as nanoseconds since 1970, so that several boots have one line of time.</summary>
    public static MediaTime Of(DateTimeOffset utc) => new((utc - DateTimeOffset.UnixEpoch).Ticks * 100);

    public static DateTimeOffset ToUtc(MediaTime utc) => DateTimeOffset.UnixEpoch + new TimeSpan(utc.Nanoseconds / 100);
}
