using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Presence;

namespace EdgeAgent.Rules;

public sealed class RuleEngineTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly string[] Labels = ["person", "bicycle", "car", "motorcycle"];

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once_with_its_place()
    {
        RuleOptions[] rules =
        [
            new IntrusionOptions { Id = "a", Zone = "yrad" },
            new IntrusionOptions { Id = "a", Zone = "yard", Classes = ["persn", "fire"] },
        ];
        ZoneOptions[] zones =
        [
            new() { Id = "yard", Polygon = [new(0, 0), new(1, 0), new(1.5f, 1)] },
            new() { Id = "yard", Polygon = [new(0, 0), new(1, 1), new(1, 0), new(0, 1)] },
        ];
        var engine = RuleEngine.TryCreate(new RuleSet(rules, zones, [], "cameras[2]"), Labels, out var problems);
        Assert.Null(engine);
        Assert.Equal(
            [
                ("config/zone-duplicate", "cameras[2].zones[1].id"),
                ("config/zone-outside", "cameras[2].zones[0].polygon[2]"),
                ("config/zone-crosses-itself", "cameras[2].zones[1].polygon"),
                ("config/rule-duplicate", "cameras[2].rules[1].id"),
                ("config/zone-unknown", "cameras[2].rules[0].zone"),
                ("config/class-unknown", "cameras[2].rules[1].classes[0]"),
                ("config/class-unknown", "cameras[2].rules[1].classes[1]"),
            ],
            problems.Select(problem => (problem.Code, problem.Path)));
        Assert.Equal("did you mean 'yard'?", problems[4].Remedy);
        Assert.Equal("did you mean 'person'?", problems[5].Remedy);
        Assert.Equal("use one of the model's classes: person, bicycle, car, motorcycle", problems[6].Remedy);
        Assert.All(problems, problem => Assert.DoesNotContain('\n', problem.ToString()));
    }

    [Fact]
    public void Classes_go_unchecked_while_the_model_is_not_known()
    {
        ZoneOptions[] zones = [new() { Id = "yard", Polygon = [.. Yard.RightHalf] }];
        RuleOptions[] rules = [new IntrusionOptions { Id = "a", Zone = "yard", Classes = ["fire"] }];
        Assert.Empty(RuleEngine.Check(new RuleSet(rules, zones, [], "cameras[0]"), labels: null));
        Assert.Single(RuleEngine.Check(new RuleSet(rules, zones, [], "cameras[0]"), Labels));
    }

    [Fact]
    public void A_rule_is_read_by_its_type()
    {
        var rule = JsonSerializer.Deserialize<RuleOptions>(
            """{"type": "intrusion", "id": "yard-entered", "zone": "yard", "classes": ["person", "car"], "minimumSeconds": 2, "severity": "critical"}""",
            Json);
        var intrusion = Assert.IsType<IntrusionOptions>(rule);
        Assert.Equal(("yard-entered", 2, Severity.Critical), (intrusion.Id, intrusion.MinimumSeconds, intrusion.Severity));
        Assert.Equal(["person", "car"], intrusion.Classes);
        Assert.StartsWith("""{"type":"intrusion",""", JsonSerializer.Serialize(rule, Json), StringComparison.Ordinal);
        Assert.Single(JsonDocument.Parse(JsonSerializer.Serialize(rule, Json)).RootElement.EnumerateObject(), member => member.Name == "type");
    }

    [Fact]
    public void Occurrences_are_unique_over_the_rules_of_an_engine()
    {
        ZoneOptions[] zones = [new() { Id = "yard", Polygon = [.. Yard.RightHalf] }];
        RuleOptions[] rules = [new IntrusionOptions { Id = "a", Zone = "yard" }, new IntrusionOptions { Id = "b", Zone = "yard", MinimumSeconds = 0.2 }];
        var engine = RuleEngine.TryCreate(new RuleSet(rules, zones, [], "cameras[0]"), Labels, out _)!;
        var signals = new List<RuleSignal>();
        for (var i = 0; i < 10; i++)
        {
            engine.Observe(new RuleFrame(MediaTime.FromSeconds(i / 10.0), [Yard.Track(0.7)]), signals);
        }

        Assert.Equal([("b", 1L), ("a", 2L)], signals.Select(signal => (signal.Rule, signal.Occurrence)));
    }
}
