using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>JSON as the contract has it: camelCase, kebab-case enums, absent rather than null, times in UTC with milliseconds.</summary>
internal static class MessageJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Korean names stay readable; the messages are never put into a web page as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new MillisecondUtc() },
    };

    /// <summary>Reads a body that stands in no envelope.</summary>
    /// <returns>False with the reason where it has not that shape.</returns>
    public static bool TryRead<T>(ReadOnlySpan<byte> json, out T body, out string reason)
        where T : class
    {
        (body, reason) = (null!, "it is null");
        try
        {
            if (JsonSerializer.Deserialize<T>(json, Options) is { } read)
            {
                (body, reason) = (read, "");
                return true;
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException or NotSupportedException)
        {
            reason = e.Message.ReplaceLineEndings(" ");
        }

        return false;
    }

    public static string KebabCase<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static DateTimeOffset ToMilliseconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    /// <summary>A box as <c>[x, y, width, height]</c> within the picture. Four digits: a fifth of a pixel in a 1080p picture.</summary>
    public static ImmutableArray<float> Numbers(BoundingBox box)
    {
        var (x, y, width, height) = box.ClampToPicture();
        return [MathF.Round(x, 4), MathF.Round(y, 4), MathF.Round(width, 4), MathF.Round(height, 4)];
    }

    private sealed class MillisecondUtc : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }
}
