using System.Text.Json;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>One node of a configuration file, which remembers where it was written.</summary>
internal sealed record Setting
{
    private static readonly OrderedDictionary<string, Setting> NoMembers = [];

    public required JsonValueKind Kind { get; init; }

    /// <summary>The file that it stands in, or another source in words.</summary>
    public required string Source { get; init; }

    /// <summary>Line in the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>A string's text, a number as it was written; empty for anything else.</summary>
    public string Text { get; init; } = "";

    public OrderedDictionary<string, Setting> Members { get; init; } = NoMembers;

    public IReadOnlyList<Setting> Items { get; init; } = [];

    public Setting? this[string member] => Members.GetValueOrDefault(member);

    /// <summary>Shown to people as the place of a value.</summary>
    public string Place => $"{Source}:{Line}";

    /// <summary>The value as it was written, short enough for one line and without secrets.</summary>
    public string Quoted => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => JsonSerializer.Serialize(Shorten(Redaction.Redact(Text)), ConfigurationJson.Options),
        JsonValueKind.Number => Shorten(Text),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    /// <summary>This node with another laid over it: objects are joined member by member, anything else is replaced.</summary>
    public Setting Under(Setting upper)
    {
        if (Kind != JsonValueKind.Object || upper.Kind != JsonValueKind.Object)
        {
            return upper;
        }

        var members = new OrderedDictionary<string, Setting>(Members);
        foreach (var (name, value) in upper.Members)
        {
            members[name] = members.TryGetValue(name, out var lower) ? lower.Under(value) : value;
        }

        return upper with { Members = members };
    }

    public Setting With(string member, Setting value) =>
        this with { Members = new OrderedDictionary<string, Setting>(Members) { [member] = value } };

    public void WriteTo(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var (name, value) in Members)
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in Items)
                {
                    item.WriteTo(writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Text);
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Text);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBooleanValue(Kind == JsonValueKind.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text[..77]}...";
}
