using System.Globalization;
using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Rules;

namespace EdgeAgent.Hosting.Configuration;

public sealed class SiteTimeTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Asia/Seol", "did you mean 'Asia/Seoul'")]
    [InlineData("KST", "")]
    public void A_time_zone_that_nobody_knows_is_an_error_with_near_names(string name, string remedy)
    {
        var problem = Assert.Single(_folder.Fail(ConfigurationFolder.With(root => root["site"] = new JsonObject { ["timeZone"] = name })).Problems);
        Assert.Equal(("config/time-zone-unknown", "site.timeZone"), (problem.Code, problem.Path));
        Assert.StartsWith(remedy, problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_zone_that_is_no_name_at_all_is_an_error() =>
        Assert.Equal(
            "config/pattern",
            Assert.Single(_folder.Fail(ConfigurationFolder.With(root => root["site"] = new JsonObject { ["timeZone"] = "../../etc/passwd" })).Problems).Code);

    [Fact]
    public void The_center_moves_the_pole_to_another_time_zone_and_its_schedules_follow()
    {
        var agent = ConfigurationFolder.With(root =>
            root["cameras"]![0]!["rules"]![0]!["schedule"] = new JsonArray(new JsonObject { ["days"] = new JsonArray("mon"), ["from"] = "22:00", ["to"] = "05:00" }));
        Assert.True(IsArmed(_folder.Load(agent)));
        _folder.WriteRemote("""{ "site": { "timeZone": "Europe/London" } }""");
        var moved = _folder.Load(agent);
        Assert.Empty(moved.RemoteProblems);
        Assert.False(IsArmed(moved));
    }

    [Theory]
    [InlineData("""[{ "from": "22:00", "to": "22:00" }]""", "config/schedule-empty", "cameras[0].rules[0].schedule[0].to")]
    [InlineData("""[{ "from": "25:00", "to": "05:00" }]""", "config/pattern", "cameras[0].rules[0].schedule[0].from")]
    [InlineData("""[{ "from": "22:00" }]""", "config/missing", "cameras[0].rules[0].schedule[0].to")]
    [InlineData("""[{ "days": ["monday"], "from": "22:00", "to": "05:00" }]""", "config/enum", "cameras[0].rules[0].schedule[0].days[0]")]
    [InlineData("""[{ "days": [], "from": "22:00", "to": "05:00" }]""", "config/range", "cameras[0].rules[0].schedule[0].days")]
    [InlineData("""{ "from": "22:00", "to": "05:00" }""", "config/type", "cameras[0].rules[0].schedule")]
    public void A_schedule_that_is_wrong_is_named_with_its_place(string schedule, string code, string path)
    {
        var agent = ConfigurationFolder.With(root => root["cameras"]![0]!["rules"]![0]!["schedule"] = JsonNode.Parse(schedule));
        var problem = Assert.Single(_folder.Fail(agent).Problems);
        Assert.Equal((code, path), (problem.Code, problem.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_budget_out_of_range_is_an_error(int alerts)
    {
        var agent = ConfigurationFolder.With(root => root["cameras"]![0]!["rules"]![0]!["alertsPerHour"] = alerts);
        Assert.Equal("config/range", Assert.Single(_folder.Fail(agent).Problems).Code);
    }

    [Fact]
    public void A_misspelt_rule_type_is_told_the_near_one()
    {
        var agent = ConfigurationFolder.With(root => root["cameras"]![0]!["rules"]![0]!["type"] = "intrussion");
        Assert.StartsWith("did you mean intrusion?", Assert.Single(_folder.Fail(agent).Problems).Remedy, StringComparison.Ordinal);
    }

    /// <summary>Monday 2026-11-23, 14:00 UTC: 23:00 in Seoul, 14:00 in London.</summary>
    private static bool IsArmed(ConfigurationSnapshot snapshot)
    {
        var engine = RuleEngine.TryCreate(CameraPlans.From(snapshot.Options).Single().RuleSet, ["person"], out _)!;
        engine.Observe(
            new RuleFrame(MediaTime.FromSeconds(1), []) { Utc = DateTimeOffset.Parse("2026-11-23T14:00Z", CultureInfo.InvariantCulture) }, []);
        return Assert.Single(engine.Statuses).State == RuleState.Armed;
    }
}
