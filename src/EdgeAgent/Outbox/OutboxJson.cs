using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Outbox;

/// <summary>How bodies lie on disk: the domain's own records, so that the contract may change its clothes without touching stored rows.</summary>
internal static class OutboxJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string body) =>
        JsonSerializer.Deserialize<T>(body, Options) ?? throw new JsonException("a body is null");
}
