using EdgeAgent.Domain;
using EdgeAgent.Parts;
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

    [Theory]
    [InlineData(365)]
    [InlineData(-365)]
    public async Task A_clock_that_is_set_is_told_once_and_all_times_move_with_it(int days)
    {
        var wall = new FakeTimeProvider(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.Zero };
        var clock = new SystemMediaClock(wall);
        List<ClockCorrection> corrections = [];
        clock.Corrected += corrections.Add;
        var time = clock.Now;
        var before = clock.ToUtc(time);
        wall.AdjustTime(wall.GetUtcNow().AddDays(days));
        await Eventually.IsAsync(() => (clock.ToUtc(time).Value - before.Value).Duration() > TimeSpan.FromDays(300), TestContext.Current.CancellationToken);

        var correction = Assert.Single(corrections);
        Assert.Equal(days, Math.Round(correction.Step.TotalDays));
        Assert.Equal(clock.BootId, correction.BootId);
        Assert.Equal(clock.ToUtc(default).Value, correction.UtcAtZero);
    }

    [Fact]
    public void What_lies_before_1970_is_said_to_be_1970()
    {
        var clock = new SystemMediaClock(new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddSeconds(2)));
        Assert.Equal(DateTimeOffset.UnixEpoch, clock.ToUtc(clock.Now - TimeSpan.FromSeconds(5)).Value);
    }

    [Fact]
    public void A_files_clock_starts_with_the_file_and_is_never_called_synchronised()
    {
        var start = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var clock = new FileMediaClock(start);
        Assert.Equal(new UtcTime(start.AddSeconds(1.5), Synchronised: false), clock.ToUtc(MediaTime.FromSeconds(1.5)));
    }

    [Fact]
    public void Hours_are_kept_by_a_files_start_only_where_somebody_told_it()
    {
        var start = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.Equal(start.AddSeconds(2), new FileMediaClock(start).KnownUtc(MediaTime.FromSeconds(2)));
        Assert.Null(new FileMediaClock(start, isTold: false).KnownUtc(MediaTime.FromSeconds(2)));
    }

    [Fact]
    public void Hours_are_kept_by_no_clock_that_was_never_synchronised()
    {
        var clock = new ManualClock();
        Assert.NotNull(((IMediaClock)clock).KnownUtc(clock.Now));
        clock.Set(DateTimeOffset.UnixEpoch, synchronised: false);
        Assert.Null(((IMediaClock)clock).KnownUtc(clock.Now));
    }
}
