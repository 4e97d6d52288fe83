namespace EdgeAgent.Rules.Schedule;

/// <summary>What can be wrong with the hours of a rule.</summary>
internal static class ScheduleCheck
{
    public static void Check(RuleOptions rule, RuleCheck check)
    {
        for (var i = 0; i < rule.Schedule.Length; i++)
        {
            // What is no time of the day at all is said by the shape check.
            var (from, to) = (ScheduleOptions.Read(rule.Schedule[i].From), ScheduleOptions.Read(rule.Schedule[i].To));
            if (from == TimeSpan.FromDays(1))
            {
                check.Add("config/schedule-empty", $"rule '{rule.Id}' begins at 24:00", "write 00:00 of the next day", $"schedule[{i}].from");
            }
            else if (from == to)
            {
                check.Add(
                    "config/schedule-empty",
                    $"rule '{rule.Id}' begins and ends at {rule.Schedule[i].From}, which is never and could be meant as always",
                    "give two times that differ; a whole day is from 00:00 to 24:00, and always is no schedule at all",
                    $"schedule[{i}].to");
            }
        }
    }
}
