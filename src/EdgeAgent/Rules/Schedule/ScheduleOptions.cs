using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace EdgeAgent.Rules.Schedule;

/// <summary>Hours of some days of the week in which a rule is armed, by the clock on the wall of the site.</summary>
internal sealed record ScheduleOptions
{
    private const string ClockPattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";
    private const string ClockExpected = "hours and minutes from 00:00 to 24:00, such as 22:30";

    [Description("Days on which it begins. Absent: every day.")]
    [MinLength(1)]
    [MaxLength(7)]
    public ImmutableArray<ScheduleDay> Days { get; init; } =
        [ScheduleDay.Mon, ScheduleDay.Tue, ScheduleDay.Wed, ScheduleDay.Thu, ScheduleDay.Fri, ScheduleDay.Sat, ScheduleDay.Sun];

    [Description("When it begins, in local time of the site.")]
    [RegularExpression(ClockPattern, ErrorMessage = ClockExpected)]
    public required string From { get; init; }

    [Description("When it ends, in local time of the site. Earlier than from: on the day after, which then belongs to the day on which it began.")]
    [RegularExpression(ClockPattern, ErrorMessage = ClockExpected)]
    public required string To { get; init; }

    /// <summary>Since midnight; null for a text that is no such time.</summary>
    public static TimeSpan? Read(string? clock) =>
        clock == "24:00" ? TimeSpan.FromDays(1)
        : TimeSpan.TryParseExact(clock, @"hh\:mm", CultureInfo.InvariantCulture, out var time) ? time
        : null;
}
