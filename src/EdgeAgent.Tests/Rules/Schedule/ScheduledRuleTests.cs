using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Presence;

namespace EdgeAgent.Rules.Schedule;

public sealed class ScheduledRuleTests
{
    private static readonly IntrusionOptions Night = new()
    {
        Id = "night", Zone = "yard", Schedule = [new ScheduleOptions { From = "22:00", To = "05:00" }],
    };

    [Fact]
    public void What_is_there_when_the_schedule_begins_counts_from_then()
    {
        var yard = At("2026-11-23T12:59:58Z", "Asia/Seoul").SeeFrom(0, 5, Yard.Track(0.7));
        Assert.Equal([(EventPhase.Start, 2.5, null)], yard.Story);
        Assert.Equal((RuleState.Armed, MediaTime.FromSeconds(2.5)), (yard.Status.State, yard.Status.LastFired));
    }

    [Fact]
    public void When_the_schedule_ends_what_is_open_ends_as_disarmed()
    {
        var yard = At("2026-11-23T19:59:57Z", "Asia/Seoul").SeeFrom(0, 8, Yard.Track(0.7));
        Assert.Equal([(EventPhase.Start, 0.5, null), (EventPhase.End, 3, EndReason.Disarmed)], yard.Story);
        Assert.Equal(RuleState.Disarmed, yard.Status.State);
        Assert.Equal(2, yard.Finish().Signals.Count);
    }

    [Fact]
    public void A_clock_that_was_never_right_arms_the_rule_and_the_status_says_so()
    {
        var yard = new Yard(rule: Night).SeeFrom(0, 1, Yard.Track(0.7));
        Assert.Single(yard.Signals);
        Assert.True(yard.Status.IsClockUnknown);
    }

    [Fact]
    public void A_clock_that_is_set_while_it_runs_is_followed_at_once()
    {
        var yard = new Yard(rule: Night).SeeFrom(0, 1, Yard.Track(0.7));
        yard.Start = Time("2026-11-23T12:00Z");
        yard.SeeFrom(1.1, 2, Yard.Track(0.7));
        Assert.Equal([(EventPhase.Start, 0.5, null), (EventPhase.End, 1.1, EndReason.Disarmed)], yard.Story);
        Assert.False(yard.Status.IsClockUnknown);
    }

    [Fact]
    public void The_same_moment_in_another_time_zone_is_another_hour()
    {
        Assert.Single(At("2026-11-23T14:00Z", "Asia/Seoul").SeeFrom(0, 1, Yard.Track(0.7)).Signals);
        Assert.Empty(At("2026-11-23T14:00Z", "Europe/London").SeeFrom(0, 1, Yard.Track(0.7)).Signals);
    }

    [Fact]
    public void The_trace_of_a_disarmed_rule_says_that_it_was_disarmed()
    {
        var yard = At("2026-11-23T03:00Z", "Asia/Seoul").SeeFrom(0, 1, Yard.Track(0.7));
        Assert.Equal("the rule is armed by its schedule", Assert.Single(yard.Trace.All).Condition);
    }

    [Theory]
    [InlineData("22:00", "22:00", "cameras[0].rules[0].schedule[0].to")]
    [InlineData("24:00", "05:00", "cameras[0].rules[0].schedule[0].from")]
    public void A_schedule_that_is_never_is_an_error(string from, string to, string path)
    {
        var rule = Night with { Schedule = [new ScheduleOptions { From = from, To = to }] };
        var set = new RuleSet([rule], [new Areas.ZoneOptions { Id = "yard", Polygon = [.. Yard.RightHalf] }], [], "cameras[0]");
        var problem = Assert.Single(RuleEngine.Check(set, labels: null));
        Assert.Equal(("config/schedule-empty", path), (problem.Code, problem.Path));
    }

    private static Yard At(string utc, string zone) => new(rule: Night, timeZone: zone) { Start = Time(utc) };

    private static DateTimeOffset Time(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
}
