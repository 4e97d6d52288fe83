namespace EdgeAgent.Rules.Schedule;

/// <summary>A day of the week, in the order of <see cref="DayOfWeek"/>.</summary>
internal enum ScheduleDay
{
    Sun,
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
}
