using System.Globalization;
using CsCheck;

namespace EdgeAgent.Rules.Schedule;

public sealed class WeeklyScheduleTests
{
    private static readonly ScheduleDay[] EveryDay = Enum.GetValues<ScheduleDay>();

    [Theory]
    [InlineData("2026-11-23T12:59Z", false)] // Monday 21:59
    [InlineData("2026-11-23T13:00Z", true)] // Monday 22:00
    [InlineData("2026-11-23T19:59Z", true)] // Tuesday 04:59, which belongs to Monday
    [InlineData("2026-11-23T20:00Z", false)] // Tuesday 05:00
    [InlineData("2026-11-24T13:00Z", false)] // Tuesday 22:00
    [InlineData("2026-11-22T17:00Z", false)] // Monday 02:00, which belongs to Sunday
    public void The_part_after_midnight_belongs_to_the_day_on_which_it_began(string utc, bool armed) =>
        Assert.Equal(armed, Schedule("Asia/Seoul", Span("22:00", "05:00", ScheduleDay.Mon)).IsArmed(Time(utc)));

    [Theory]
    [InlineData("2026-11-23T14:59:59Z", false)]
    [InlineData("2026-11-23T15:00Z", true)]
    [InlineData("2026-11-24T14:59:59Z", true)]
    [InlineData("2026-11-24T15:00Z", false)]
    public void A_whole_day_is_from_midnight_to_midnight(string utc, bool armed) =>
        Assert.Equal(armed, Schedule("Asia/Seoul", Span("00:00", "24:00", ScheduleDay.Tue)).IsArmed(Time(utc)));

    [Theory]
    [InlineData("2026-11-23T00:30Z", true)]
    [InlineData("2026-11-23T09:30Z", true)]
    [InlineData("2026-11-23T05:00Z", false)]
    public void Any_of_several_spans_arms_it(string utc, bool armed) =>
        Assert.Equal(armed, Schedule("UTC", Span("00:00", "01:00", EveryDay), Span("09:00", "10:00", EveryDay)).IsArmed(Time(utc)));

    // Berlin, 2026-03-29: 02:00 becomes 03:00, at 01:00 UTC.
    [Theory]
    [InlineData("02:15", "03:30", "2026-03-29T00:59Z", false)]
    [InlineData("02:15", "03:30", "2026-03-29T01:00Z", true)] // begins where the hour that is left out ends
    [InlineData("02:15", "03:30", "2026-03-29T01:29Z", true)]
    [InlineData("02:15", "03:30", "2026-03-29T01:30Z", false)]
    [InlineData("02:15", "02:45", "2026-03-29T01:00Z", false)] // the whole span is left out
    [InlineData("02:15", "02:45", "2026-03-29T00:30Z", false)]
    [InlineData("22:00", "05:00", "2026-03-29T02:59Z", true)] // 04:59 of summer time
    [InlineData("22:00", "05:00", "2026-03-29T03:00Z", false)]
    public void An_hour_that_is_left_out_is_left_out(string from, string to, string utc, bool armed) =>
        Assert.Equal(armed, Schedule("Europe/Berlin", Span(from, to, EveryDay)).IsArmed(Time(utc)));

    // Berlin, 2026-10-25: 03:00 becomes 02:00, at 01:00 UTC.
    [Theory]
    [InlineData("02:30", "03:30", "2026-10-25T00:29Z", false)]
    [InlineData("02:30", "03:30", "2026-10-25T00:30Z", true)] // the first 02:30
    [InlineData("02:30", "03:30", "2026-10-25T01:05Z", true)] // 02:05 again: no hole in the guard
    [InlineData("02:30", "03:30", "2026-10-25T02:29Z", true)]
    [InlineData("02:30", "03:30", "2026-10-25T02:30Z", false)]
    [InlineData("01:00", "02:30", "2026-10-25T00:45Z", true)] // 02:45 for the first time
    [InlineData("01:00", "02:30", "2026-10-25T01:29Z", true)]
    [InlineData("01:00", "02:30", "2026-10-25T01:30Z", false)] // the last 02:30
    public void An_hour_that_comes_twice_is_guarded_twice(string from, string to, string utc, bool armed) =>
        Assert.Equal(armed, Schedule("Europe/Berlin", Span(from, to, EveryDay)).IsArmed(Time(utc)));

    // Havana goes back from 01:00 to 00:00 on 2026-11-01, at 05:00 UTC; Samoa left out the whole of 2011-12-30.
    [Theory]
    [InlineData("America/Havana", "2026-11-01T04:00Z", true)]
    [InlineData("America/Havana", "2026-11-01T05:30Z", true)]
    [InlineData("America/Havana", "2026-11-01T06:00Z", false)]
    [InlineData("Pacific/Apia", "2011-12-30T10:30Z", true)]
    public void Changes_at_midnight_and_over_a_whole_day_are_followed(string zone, string utc, bool armed) =>
        Assert.Equal(armed, Schedule(zone, Span("00:00", "01:00", EveryDay)).IsArmed(Time(utc)));

    [Fact]
    public void The_rules_of_a_zone_are_those_of_the_year()
    {
        // Seoul had summer time in 1988 and has none now: 12:30 UTC was 22:30 then and is 21:30 today.
        var night = Schedule("Asia/Seoul", Span("22:00", "05:00", EveryDay));
        Assert.True(night.IsArmed(Time("1988-07-01T12:30Z")));
        Assert.False(night.IsArmed(Time("2026-07-01T12:30Z")));
    }

    [Fact]
    public void Away_from_changes_of_time_it_is_what_the_clock_on_the_wall_says()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        Gen.Select(Gen.Int[0, 1439], Gen.Int[0, 1439], Gen.Enum<ScheduleDay>(), Gen.Long[0, 20L * 365 * 24 * 60]).Sample((from, to, day, minutes) =>
        {
            var utc = Time("2020-01-01T00:00Z").AddMinutes(minutes);
            var local = TimeZoneInfo.ConvertTime(utc, zone);
            if (from == to || TimeZoneInfo.ConvertTime(utc.AddDays(2), zone).Offset != TimeZoneInfo.ConvertTime(utc.AddDays(-2), zone).Offset)
            {
                return;
            }

            var now = (local.Hour * 60) + local.Minute;
            var today = (ScheduleDay)local.DayOfWeek == day;
            var yesterday = (ScheduleDay)local.AddDays(-1).DayOfWeek == day;
            var expected = from < to ? today && now >= from && now < to : (today && now >= from) || (yesterday && now < to);
            Assert.Equal(expected, Schedule(zone.Id, Span(Clock(from), Clock(to), day)).IsArmed(utc));
        });
    }

    [Fact]
    public void Nowhere_on_earth_is_a_guard_shorter_than_the_clock_on_the_wall_says()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones().ToArray();
        Gen.Select(Gen.Int[0, zones.Length - 1].Select(i => zones[i]), Gen.Int[0, 1439], Gen.Int[1, 1439], Gen.Long[0, 20L * 365 * 24 * 60], Gen.Int[-200, 200]).Sample(
            (zone, from, length, minutes, near) =>
            {
                var utc = NextChange(zone, Time("2024-01-01T00:00Z").AddMinutes(minutes)).AddMinutes(near);
                var local = TimeZoneInfo.ConvertTime(utc, zone);
                var to = (from + length) % 1440;
                var now = (local.Hour * 60) + local.Minute;
                var isWithin = from < to ? now >= from && now < to : now >= from || now < to;
                Assert.True(!isWithin || Schedule(zone.Id, Span(Clock(from), Clock(to), EveryDay)).IsArmed(utc), $"{zone.Id} {utc:u} {local} {Clock(from)} {Clock(to)}");
            },
            iter: 20_000);
    }

    [Fact]
    public void The_ends_of_the_calendar_throw_nothing()
    {
        var schedule = Schedule("Pacific/Apia", Span("22:00", "05:00", EveryDay));
        Assert.True(schedule.IsArmed(DateTimeOffset.MinValue));
        Assert.True(schedule.IsArmed(DateTimeOffset.MaxValue));
    }

    private static WeeklySchedule Schedule(string zone, params ScheduleOptions[] spans) => new(spans, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static ScheduleOptions Span(string from, string to, params ScheduleDay[] days) => new() { Days = [.. days], From = from, To = to };

    /// <summary>The next moment, within a year, at which clocks are changed; the given one where there is none.</summary>
    private static DateTimeOffset NextChange(TimeZoneInfo zone, DateTimeOffset utc)
    {
        var (before, after) = (utc, utc);
        while (zone.GetUtcOffset(after) == zone.GetUtcOffset(before))
        {
            (before, after) = (after, after.AddDays(10));
            if (after > utc.AddYears(1))
            {
                return utc;
            }
        }

        while (after - before > TimeSpan.FromMinutes(1))
        {
            var middle = before + ((after - before) / 2);
            (before, after) = zone.GetUtcOffset(middle) == zone.GetUtcOffset(before) ? (middle, after) : (before, middle);
        }

        return after;
    }

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");

    private static DateTimeOffset Time(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
}
