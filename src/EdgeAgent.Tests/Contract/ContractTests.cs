using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;

namespace EdgeAgent.Contract;

public sealed partial class ContractTests
{
    [Fact]
    public void Every_member_of_every_message_says_what_it_means()
    {
        var silent = SchemaSet.All.SelectMany(entry => Members(entry.Key, entry.Value)).Where(member => member.Schema["description"] is null);

        Assert.Empty(silent.Select(member => member.Path));
    }

    [Fact]
    public void Every_example_is_as_its_schema_says() =>
        Assert.Equal("", SchemaValidator.Validate(ContractFiles.ReadExamples().Select(example => (example.Key, example.Value))));

    [Fact]
    public void A_member_that_no_schema_describes_is_found()
    {
        var state = ContractFiles.ReadExamples()["edgeagent.state.v1"];
        state["data"]!["mood"] = "fine";

        Assert.Contains("mood", SchemaValidator.Validate([("edgeagent.state.v1", state)]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_no_schema_describes_is_found() =>
        Assert.Contains("no schema", SchemaValidator.Validate([("edgeagent.gossip.v1", new JsonObject())]), StringComparison.Ordinal);

    [Fact]
    public void Every_type_that_the_source_names_has_a_schema()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src", "EdgeAgent"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal));
        var named = sources.SelectMany(path => TypeName().Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value).Distinct();

        Assert.DoesNotContain(named, type => !SchemaSet.All.ContainsKey(type));
    }

    [Fact]
    public void Every_type_of_event_is_in_the_catalogue() => Assert.Equal(
        typeof(EventTypes).GetFields().Select(field => (string)field.GetValue(null)!).Order(StringComparer.Ordinal),
        EventCatalog.All.Select(entry => entry.Type).Order(StringComparer.Ordinal));

    [Fact]
    public void What_the_catalogue_says_of_details_are_members_of_the_message()
    {
        var known = BodySchema.Of(typeof(EventDetailMessage))["properties"]!.AsObject().Select(member => member.Key).ToHashSet();

        Assert.Equal(known.Order(StringComparer.Ordinal), EventCatalog.All.SelectMany(entry => entry.Details).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Personal_members_are_listed_with_purpose_and_retention()
    {
        var fields = PersonalField.All().Select(field => (field.Message, field.Field)).ToList();

        Assert.Contains(("edgeagent.event.v1", "data.detail.appearance"), fields);
        Assert.Contains(("edgeagent.command.v1", "payload.officer"), fields);
        Assert.Contains(("edgeagent.still.v1", ""), fields);
    }

    [Theory]
    [InlineData("contract")]
    [InlineData("contract --json")]
    [InlineData("contract --privacy")]
    [InlineData("contract --privacy --json")]
    public async Task The_verb_prints_it(string arguments)
    {
        var result = await InProcess.RunAsync(arguments.Split(' '));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(result.Output, line => line.Contains("edgeagent.event", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Path, JsonObject Schema)> Members(string path, JsonObject schema)
    {
        var own = schema["properties"]?.AsObject().SelectMany(
            member => Members($"{path}/{member.Key}", member.Value!.AsObject()).Prepend(($"{path}/{member.Key}", member.Value!.AsObject()))) ?? [];
        return own
            .Concat(schema["items"] is JsonObject items ? Members($"{path}/items", items) : [])
            .Concat(schema["contentSchema"] is JsonObject payload ? Members($"{path}/signed", payload) : []);
    }

    [GeneratedRegex("\"(edgeagent\\.[a-z.-]+\\.v1)\"")]
    private static partial Regex TypeName();
}
