using System.Text.Json.Nodes;

namespace EdgeAgent.Hosting.Configuration;

public sealed class ConfigurationSchemaTests
{
    [Fact]
    public void Every_setting_is_described()
    {
        var properties = Nodes(ConfigurationSchema.Root)
            .SelectMany(node => node["properties"] as JsonObject ?? [])
            .Where(property => !property.Value!.AsObject().ContainsKey("const"))
            .ToList();

        Assert.True(properties.Count > 30);
        Assert.All(properties, property => Assert.True(property.Value!["description"] is not null, property.Key));
    }

    [Fact]
    public void Every_number_has_a_range_and_every_list_a_length()
    {
        var nodes = Nodes(ConfigurationSchema.Root).ToList();
        var numbers = nodes.Where(node => IsType(node, "number") || IsType(node, "integer")).ToList();

        Assert.True(numbers.Count > 10);
        Assert.All(numbers, node => Assert.True(node.ContainsKey("minimum") && node.ContainsKey("maximum"), node.ToJsonString()));
        Assert.All(
            nodes.Where(node => node["items"]?["type"]?.GetValue<string>() is "object"),
            node => Assert.True(node.ContainsKey("maxItems"), node.ToJsonString()));
    }

    [Fact]
    public void No_object_takes_unknown_members_and_nothing_is_null()
    {
        var nodes = Nodes(ConfigurationSchema.Root).ToList();

        Assert.All(
            nodes.Where(node => node.ContainsKey("properties")),
            node => Assert.False(node["additionalProperties"]!.GetValue<bool>()));
        Assert.DoesNotContain("null", ConfigurationSchema.Root.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_carries_defaults_ranges_patterns_choices_and_what_is_required()
    {
        var properties = ConfigurationSchema.Root["properties"]!;
        var rule = properties["cameras"]!["items"]!["properties"]!["rules"]!["items"]!["anyOf"]!.AsArray()
            .Select(variant => variant!["properties"]!)
            .Single(variant => variant["type"]!["const"]!.GetValue<string>() == "intrusion");

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", ConfigurationSchema.Root["$schema"]!.GetValue<string>());
        Assert.Equal("""["city","pole","broker","cameras"]""", ConfigurationSchema.Root["required"]!.ToJsonString());
        Assert.Equal("""["commissioning","operational","maintenance"]""", properties["mode"]!["enum"]!.ToJsonString());
        Assert.Equal("commissioning", properties["mode"]!["default"]!.GetValue<string>());
        Assert.Equal("^[a-z0-9-]{1,32}$", properties["pole"]!["pattern"]!.GetValue<string>());
        Assert.Equal(65535, properties["broker"]!["properties"]!["port"]!["maximum"]!.GetValue<int>());
        Assert.Equal("""["person"]""", rule["classes"]!["default"]!.ToJsonString());
        Assert.Equal("warning", rule["severity"]!["default"]!.GetValue<string>());
    }

    private static bool IsType(JsonObject node, string type) => node["type"] is JsonValue value && value.GetValue<string>() == type;

    private static IEnumerable<JsonObject> Nodes(JsonNode? node) => node switch
    {
        JsonObject schema => schema.SelectMany(member => Nodes(member.Value)).Prepend(schema),
        JsonArray items => items.SelectMany(Nodes),
        _ => [],
    };
}
