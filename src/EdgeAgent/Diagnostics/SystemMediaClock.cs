using System.Runtime.InteropServices;
using EdgeAgent.Domain;

namespace EdgeAgent.Diagnostics;

/// <summary>The device's clock: CLOCK_BOOTTIME, which goes on through suspend and is never set, and the kernel's word on UTC.</summary>
internal sealed partial class SystemMediaClock(TimeProvider timeProvider) : IMediaClock
{
    private const string TimesyncMark = "/run/systemd/timesync/synchronized";
    private const int ClockBootTime = 7;

    // linux/timex.h: the status word of struct timex (64-bit), and its bit for "not synchronised".
    private const int TimexBytes = 256;
    private const int TimexStatusOffset = 40;
    private const int StatusUnsynchronised = 0x40;

    private static readonly TimeSpan SynchronisedFor = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private MediaTime _askedAt = new(long.MinValue);
    private bool _synchronised;

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
        var now = Now;
        return new UtcTime(timeProvider.GetUtcNow() - (now - time), IsSynchronised(now));
    }

    private bool IsSynchronised(MediaTime now)
    {
        lock (_lock)
        {
            if (_askedAt.Nanoseconds == long.MinValue || now - _askedAt >= SynchronisedFor)
            {
                _synchronised = KernelIsSynchronised() || File.Exists(TimesyncMark);
                _askedAt = now;
            }

            return _synchronised;
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

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static unsafe partial int AdjustTime(byte* timex);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
