namespace EdgeAgent.Rules.Schedule;

/// <summary>Whether a rule is armed at a moment, by local time of the site and its changes.</summary>
/// <param name="spans">None: always.</param>
/// <param name="zone">Of the site.</param>
internal sealed class WeeklySchedule(IReadOnlyList<ScheduleOptions> spans, TimeZoneInfo zone)
{
    private const long MinutesPerDay = 24 * 60;

    // Schedules and the offsets of time zones go by whole minutes: within one, the answer is the same.
    private long _minute = long.MinValue;
    private bool _isArmed;

    /// <summary>Not safe for use by several threads.</summary>
    public bool IsArmed(DateTimeOffset utc)
    {
        if (spans.Count == 0)
        {
            return true;
        }

        var minute = utc.UtcTicks / TimeSpan.TicksPerMinute;
        if (minute != _minute)
        {
            (_minute, _isArmed) = (minute, Look(utc.UtcDateTime));
        }

        return _isArmed;
    }

    private bool Look(DateTime utc)
    {
        // Room for the days round it at both ends of the calendar.
        if (utc < DateTime.MinValue.AddDays(3) || utc > DateTime.MaxValue.AddDays(-3))
        {
            return true;
        }

        var today = TimeZoneInfo.ConvertTimeFromUtc(utc, zone).Date;
        foreach (var span in spans)
        {
            // A change at midnight puts a moment on the day before or after the one that the clock shows.
            for (var days = -1; days <= 1; days++)
            {
                var day = today.AddDays(days);
                if (span.Days.Contains((ScheduleDay)day.DayOfWeek) && IsWithin(utc, day, span))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsWithin(DateTime utc, DateTime day, ScheduleOptions span)
    {
        var (from, to) = (ScheduleOptions.Read(span.From)!.Value, ScheduleOptions.Read(span.To)!.Value);
        return utc >= ToUtc(day + from, last: false) && utc < ToUtc(day + to + (to < from ? TimeSpan.FromDays(1) : TimeSpan.Zero), last: true);
    }

    /// <summary>
    /// When the clock on the wall shows that time. An hour that is left out ends when it begins; of one that comes twice, the first counts
    /// for a beginning and the last for an end, so that a change of time never makes a guard shorter than it was written.
    /// </summary>
    private DateTime ToUtc(DateTime local, bool last)
    {
        // Not by IsAmbiguousTime and IsInvalidTime: they know not every hour that Morocco, whose winter time is the exception, has twice.
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        for (var i = 0; i < 2 * MinutesPerDay; i++, wall = wall.AddMinutes(1))
        {
            var (before, after) = (wall - zone.GetUtcOffset(wall.AddDays(-1)), wall - zone.GetUtcOffset(wall.AddDays(1)));
            var (first, second) = before < after ? (before, after) : (after, before);
            var (isFirst, isSecond) = (Shows(first, wall), Shows(second, wall));
            if (isFirst || isSecond)
            {
                return isSecond && (last || !isFirst) ? second : first;
            }
        }

        return wall;
    }

    private bool Shows(DateTime utc, DateTime wall) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone).Ticks == wall.Ticks;
}
