using System.Runtime.InteropServices;
using EdgeAgent.Domain;

namespace EdgeAgent.Diagnostics;

/// <summary>
/// The device's clock: CLOCK_BOOTTIME, which goes on through suspend and is never set, and the kernel's word on UTC. The two are compared
/// once a second; between, all media times are laid on UTC by the same offset.
/// </summary>
internal sealed partial class SystemMediaClock(TimeProvider timeProvider) : IMediaClock
{
    // NTP slews by up to 500 parts per million, half a millisecond in a second: more than this is a clock that was set.
    private static readonly TimeSpan LeastStep = TimeSpan.FromSeconds(0.1);

    private static readonly TimeSpan ComparedEvery = TimeSpan.FromSeconds(1);

    private const int ClockBootTime = 7;

    // linux/timex.h: the status word of struct timex (64-bit), and its bit for "not synchronised".
    private const int TimexBytes = 256;
    private const int TimexStatusOffset = 40;
    private const int StatusUnsynchronised = 0x40;

    private readonly Lock _lock = new();
    private MediaTime? _comparedAt;
    private DateTimeOffset _utcAtZero;
    private bool _synchronised;
    private volatile bool _wasSynchronised;

    public event Action<ClockCorrection>? Corrected;

    public Guid BootId { get; } = Guid.Parse(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());

    public MediaTime Now
    {
        get
        {
            if (GetTime(ClockBootTime, out var time) != 0)
            {
                throw new InvalidOperationException($"clock_gettime(CLOCK_BOOTTIME) failed, errno {Marshal.GetLastPInvokeError()}");
            }

            return new MediaTime((time.Seconds * 1_000_000_000) + time.Nanoseconds);
        }
    }

    public UtcTime ToUtc(MediaTime time)
    {
        ClockCorrection? correction = null;
        UtcTime utc;
        lock (_lock)
        {
            if (_comparedAt is not { } before || Now - before >= ComparedEvery)
            {
                correction = Compare_NeedsLock();
            }

            // Before 1970 lies only what was taken before a clock was set that began there.
            var value = _utcAtZero + (time - default(MediaTime));
            utc = new UtcTime(value < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : value, _synchronised);
        }

        if (correction is not null)
        {
            Corrected?.Invoke(correction);
        }

        return utc;
    }

    /// <summary>A clock that was right once in this boot is near enough to keep hours by, although its server has gone since.</summary>
    public DateTimeOffset? KnownUtc(MediaTime time)
    {
        var utc = ToUtc(time);
        return _wasSynchronised ? utc.Value : null;
    }

    private ClockCorrection? Compare_NeedsLock()
    {
        var (now, wall) = ReadBoth();
        var (utcAtZero, synchronised) = (wall - (now - default(MediaTime)), KernelIsSynchronised() || TimesyncHasMarked());
        var (step, isFirst) = (utcAtZero - _utcAtZero, _comparedAt is null);
        var isNews = !isFirst && (step.Duration() >= LeastStep || (synchronised && !_synchronised));
        (_comparedAt, _utcAtZero, _synchronised) = (now, utcAtZero, synchronised);
        _wasSynchronised |= synchronised;
        return isNews ? new ClockCorrection(BootId, utcAtZero, step, synchronised) : null;
    }

    /// <summary>Both clocks at one moment: a thread that had to wait between the two would see a clock that was set.</summary>
    private (MediaTime Now, DateTimeOffset Wall) ReadBoth()
    {
        while (true)
        {
            var (now, wall) = (Now, timeProvider.GetUtcNow());
            if (Now - now < LeastStep / 10)
            {
                return (now, wall);
            }
        }
    }

    // Asked every second: File.Exists would allocate.
    private static unsafe bool TimesyncHasMarked()
    {
        fixed (byte* path = "/run/systemd/timesync/synchronized\0"u8)
        {
            return Access(path, 0) == 0;
        }
    }

    // adjtimex(2) with modes 0 only reads.
    private static unsafe bool KernelIsSynchronised()
    {
        var timex = stackalloc byte[TimexBytes];
        new Span<byte>(timex, TimexBytes).Clear();
        return AdjustTime(timex) >= 0 && (*(int*)(timex + TimexStatusOffset) & StatusUnsynchronised) == 0;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, out Timespec time);

    [LibraryImport("libc", EntryPoint = "access")]
    private static unsafe partial int Access(byte* path, int mode);

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static unsafe partial int AdjustTime(byte* timex);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
