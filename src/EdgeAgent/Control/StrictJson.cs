using System.Text.Json;
using System.Text.Unicode;

namespace EdgeAgent.Control;

/// <summary>JSON of which two readers cannot make two things: valid UTF-8, no member twice, shallow.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <param name="utf8">The whole text.</param>
    /// <param name="reason">Why not.</param>
    /// <returns>The object, which needs no disposing; null where it is none.</returns>
    public static JsonElement? Parse(ReadOnlyMemory<byte> utf8, out string reason)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            reason = "it is not UTF-8";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            reason = document.RootElement.ValueKind == JsonValueKind.Object ? "" : "it is no object";
            ReadTexts(document.RootElement);
            return reason.Length == 0 ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            reason = e.Message.ReplaceLineEndings(" ");
            return null;
        }
    }

    /// <summary>Null where there is no such member, or it is no text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Null where there is no such member, or it is no whole number.</summary>
    public static long? Number(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    /// <summary>Half of a surrogate pair is valid JSON and no text; whoever reads it later would meet an exception.</summary>
    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    ReadTexts(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
        }
    }
}
