using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Budget;

public sealed class AlertBudgetTests
{
    [Fact]
    public void Beyond_the_budget_the_last_that_fits_stands_for_the_others()
    {
        var rule = new PlayedRule(alertsPerHour: 2);
        rule.At(0, (1, EventPhase.Start)).At(10, (1, EventPhase.End)).At(20, (2, EventPhase.Start)).At(30, (2, EventPhase.End));
        Assert.Equal("1 start, 1 end, 2 start", rule.Told);

        // The first is told at once, further ones once a minute.
        rule.At(40, (3, EventPhase.Start)).At(50, (3, EventPhase.End), (4, EventPhase.Start)).At(60, (4, EventPhase.Update));
        Assert.Equal("1 start, 1 end, 2 start, 2 update of 1", rule.Told);
        rule.At(101).At(102);
        Assert.Equal("1 start, 1 end, 2 start, 2 update of 1, 2 update of 2", rule.Told);
        Assert.Equal(2, rule.Suppressed);

        // A slot is free after an hour, but what is held back still goes on.
        rule.At(3601).At(3602, (5, EventPhase.Start));
        Assert.Equal("5 start", rule.TakeTold()[^1]);
        rule.At(3700, (4, EventPhase.End));
        Assert.Equal(["2 end of 2"], rule.TakeTold());
        Assert.Equal(3700, rule.Last.Time.TotalSeconds);
    }

    [Fact]
    public void An_event_that_stands_for_nothing_ends_with_its_own_time()
    {
        var rule = new PlayedRule(alertsPerHour: 1).At(0, (1, EventPhase.Start)).At(3, (1, EventPhase.End)).At(3000);
        Assert.Equal("1 start", rule.Told);
        rule.At(3600);
        Assert.Equal("1 start, 1 end", rule.Told);
        Assert.Equal((3.0, null), (rule.Last.Time.TotalSeconds, rule.Last.Detail));
    }

    [Fact]
    public void What_is_critical_is_never_held_back_and_what_becomes_so_starts_then()
    {
        var rule = new PlayedRule(alertsPerHour: 1).At(0, (1, EventPhase.Start)).At(1, (2, EventPhase.Start));
        rule.Severity = Severity.Critical;
        rule.At(2, (3, EventPhase.Start)).At(3, (2, EventPhase.Update)).At(4, (2, EventPhase.End), (3, EventPhase.End));
        Assert.Equal("1 start, 1 update of 1, 3 start, 2 start, 2 end, 3 end", rule.Told);
    }

    [Fact]
    public void A_clock_that_jumps_back_does_not_open_the_budget()
    {
        var rule = new PlayedRule(alertsPerHour: 1).At(100, (1, EventPhase.Start));
        for (var i = 2; i < 50; i++)
        {
            rule.At(i % 2 == 0 ? 0 : 50, (i, EventPhase.Start), (i, EventPhase.End));
        }

        Assert.DoesNotContain(rule.TakeTold(), told => told.EndsWith("start", StringComparison.Ordinal) && told != "1 start");
    }

    [Fact]
    public void When_all_is_ended_the_hour_goes_on_and_the_next_that_starts_tells_of_what_nobody_could_tell()
    {
        var rule = new PlayedRule(alertsPerHour: 1).At(0, (1, EventPhase.Start)).At(1, (2, EventPhase.Start));
        rule.Finish((1, EventPhase.End), (2, EventPhase.End));
        Assert.Equal("1 start, 1 update of 1, 1 end of 1", rule.Told);
        rule.At(2, (3, EventPhase.Start)).At(3, (3, EventPhase.End)).At(3601, (4, EventPhase.Start));
        Assert.Equal("4 start of 1", rule.TakeTold()[^1]);
    }
}
