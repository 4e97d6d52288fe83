using System.Text.Json.Nodes;
using EdgeAgent.Parts;

namespace EdgeAgent.Contract;

public sealed class SchemaCompatibilityTests
{
    private const string Old = """{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":1,"maximum":9},"b":{"type":"string","enum":["x","y"]}}}""";

    private static string Released => Path.Combine(Checkout.Root, "src", "EdgeAgent.Tests", "Contract", "Released", "v1");

    [Theory]
    [InlineData("""{"type":"object","required":[],"properties":{"b":{"type":"string","enum":["x","y"]}}}""", true, true)] // a member is gone
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"number","minimum":1,"maximum":9},"b":{"type":"string","enum":["x","y"]}}}""", true, true)] // another type
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":2,"maximum":9},"b":{"type":"string","enum":["x","y"]}}}""", true, true)] // narrower
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":1},"b":{"type":"string","enum":["x","y"]}}}""", true, false)] // wider
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":1,"maximum":9},"b":{"type":"string","enum":["x"]}}}""", true, true)] // a value is gone
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":1,"maximum":9},"b":{"type":"string","enum":["x","y","z"]}}}""", true, false)] // a value more
    [InlineData("""{"type":"object","required":["a","b"],"properties":{"a":{"type":"integer","minimum":1,"maximum":9},"b":{"type":"string","enum":["x","y"]}}}""", true, true)] // required now
    [InlineData("""{"type":"object","required":[],"properties":{"a":{"type":"integer","minimum":1,"maximum":9},"b":{"type":"string","enum":["x","y"]}}}""", true, false)] // not required any more
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":1,"maximum":9},"b":{"type":"string","enum":["x","y"]},"c":{"type":"string"}}}""", false, false)] // a member more
    public void A_change_breaks_what_is_sent_or_what_is_heard(string now, bool breaksSent, bool breaksHeard)
    {
        Assert.Equal(breaksSent, SchemaCompatibility.Find(Parse(Old), Parse(now), isHeard: false).Any());
        Assert.Equal(breaksHeard, SchemaCompatibility.Find(Parse(Old), Parse(now), isHeard: true).Any());
    }

    [Fact]
    public void What_is_released_is_kept()
    {
        var heard = Messages.All.Where(message => !message.FromPole).Select(message => message.Type).ToHashSet();
        var released = Directory.GetFiles(Released, "*.json").ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Parse(File.ReadAllText(path)));

        Assert.NotEmpty(released);
        Assert.Empty(released.SelectMany(entry => SchemaSet.All.TryGetValue(entry.Key, out var present)
            ? SchemaCompatibility.Find(entry.Value, present, heard.Contains(entry.Key)).Select(found => $"{entry.Key}{found.Path}: {found.Reason}")
            : [$"{entry.Key} is gone"]));
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
