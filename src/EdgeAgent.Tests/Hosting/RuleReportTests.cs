using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;
using EdgeAgent.Rules;

namespace EdgeAgent.Hosting;

public sealed class RuleReportTests
{
    [Fact]
    public void A_rule_that_holds_alerts_back_says_how_many() => Assert.Equal(
        """{"rule":"night","state":"armed","suppressed":7,"lastFired":"1970-01-01T00:02:00.500Z"}""",
        Json(new RuleStatus("night", RuleState.Armed, IsClockUnknown: false, Suppressed: 7, MediaTime.FromSeconds(120.5))));

    [Fact]
    public void What_a_rule_has_not_to_say_is_absent() =>
        Assert.Equal("""{"rule":"night","state":"paused"}""", Json(new RuleStatus("night", RuleState.Paused, IsClockUnknown: false, Suppressed: 0, null)));

    [Fact]
    public void A_rule_that_is_armed_only_for_want_of_a_clock_says_so() => Assert.Equal(
        """{"rule":"night","state":"armed","reason":"clock-unsynced"}""",
        Json(new RuleStatus("night", RuleState.Armed, IsClockUnknown: true, Suppressed: 0, null)));

    private static string Json(RuleStatus status) => JsonSerializer.Serialize(RuleReport.Of(status, new ManualClock()), MessageJson.Options);
}
