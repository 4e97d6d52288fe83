using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>One line of what is in force.</summary>
/// <param name="Path">Such as <c>cameras[0].url</c>.</param>
/// <param name="Value">As it stands in JSON, without secrets.</param>
/// <param name="Source">The file and line, or <c>default</c>.</param>
internal sealed record SettingInForce(string Path, JsonNode Value, string Source)
{
    public const string Default = "default";

    public static JsonSerializerOptions Compact { get; } = new(ConfigurationJson.Options) { WriteIndented = false };

    public static IReadOnlyList<SettingInForce> List(ConfigurationSnapshot snapshot) =>
        [.. Flatten(JsonSerializer.SerializeToNode(snapshot.Options, ConfigurationJson.Options)!, "", snapshot.Sources)];

    private static IEnumerable<SettingInForce> Flatten(JsonNode node, string path, IReadOnlyDictionary<string, string> sources) => node switch
    {
        JsonObject members => members.SelectMany(member => Flatten(member.Value!, SettingPath.Member(path, member.Key), sources)),
        // A list of plain values or of points is one setting.
        JsonArray items when items.Any(item => item is JsonObject) =>
            items.SelectMany((item, index) => Flatten(item!, SettingPath.Item(path, index), sources)),
        _ => [new SettingInForce(path, Redacted(node), sources.GetValueOrDefault(path, Default))],
    };

    private static JsonNode Redacted(JsonNode node) => node.GetValueKind() == JsonValueKind.String
        ? JsonValue.Create(Redaction.Redact(node.GetValue<string>()))
        : node.DeepClone();
}
