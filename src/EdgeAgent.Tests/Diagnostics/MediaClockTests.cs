using EdgeAgent.Domain;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Diagnostics;

public sealed class MediaClockTests
{
    [Fact]
    public void The_system_clock_is_the_time_since_boot_and_goes_on()
    {
        var clock = new SystemMediaClock(TimeProvider.System);
        var uptime = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        var first = clock.Now;
        Assert.InRange(first.TotalSeconds - uptime, -0.02, 5);
        Assert.True(clock.Now >= first);
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(), clock.BootId.ToString());
    }

    [Fact]
    public void Utc_of_a_past_moment_is_that_much_before_now()
    {
        var wall = new FakeTimeProvider(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var clock = new SystemMediaClock(wall);
        var past = clock.Now - TimeSpan.FromSeconds(90);
        Assert.InRange((wall.GetUtcNow() - clock.ToUtc(past).Value).TotalSeconds, 90, 91);
    }

    [Fact]
    public void A_files_clock_starts_with_the_file_and_is_never_called_synchronised()
    {
        var start = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var clock = new FileMediaClock(start);
        Assert.Equal(new UtcTime(start.AddSeconds(1.5), Synchronised: false), clock.ToUtc(MediaTime.FromSeconds(1.5)));
    }
}
