using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Messaging;

namespace EdgeAgent.Contract;

/// <summary>
/// The JSON Schema (2020-12) of what a message record becomes, from the record and its attributes. Everything stands where it is used, without
/// references, and unknown members are allowed: a later agent may say more.
/// </summary>
internal static class BodySchema
{
    private static readonly JsonSerializerOptions Json = new(MessageJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static JsonObject Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return Words(type);
        }

        return Scalar(type) ?? Structure(Json.GetTypeInfo(type));
    }

    public static JsonObject Text(string description, string? pattern = null, string? format = null)
    {
        var schema = new JsonObject { ["description"] = description, ["type"] = "string" };
        if (format is not null)
        {
            schema["format"] = format;
        }

        if (pattern is not null)
        {
            schema["pattern"] = $"^({pattern})$";
        }

        return schema;
    }

    public static JsonObject Constant(string description, string value) => new()
    {
        ["description"] = description, ["type"] = "string", ["const"] = value,
    };

    public static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);

    public static JsonObject Words(Type type)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (!type.IsDefined(typeof(FlagsAttribute)))
        {
            schema["enum"] = Names(Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName));
        }

        return schema;
    }

    private static JsonObject? Scalar(Type type) => type switch
    {
        _ when type == typeof(string) => new() { ["type"] = "string" },
        _ when type == typeof(bool) => new() { ["type"] = "boolean" },
        _ when type == typeof(int) || type == typeof(long) => new() { ["type"] = "integer" },
        _ when type == typeof(float) || type == typeof(double) => new() { ["type"] = "number" },
        _ when type == typeof(Guid) => new() { ["type"] = "string", ["format"] = "uuid", ["pattern"] = $"^({Shape.Uuid})$" },
        _ when type == typeof(DateTimeOffset) => new() { ["type"] = "string", ["format"] = "date-time", ["pattern"] = $"^({Shape.UtcTime})$" },
        _ when type == typeof(byte[]) => new() { ["type"] = "string", ["contentEncoding"] = "base64" },
        // Whatever belongs there: its owner says what.
        _ when type == typeof(JsonElement) || type == typeof(JsonObject) => new(),
        _ => null,
    };

    private static JsonObject Structure(JsonTypeInfo type)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Enumerable:
                return new JsonObject { ["type"] = "array", ["items"] = Of(type.ElementType!) };
            case JsonTypeInfoKind.Dictionary:
                return new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(type.ElementType!) };
            case JsonTypeInfoKind.Object:
                return new JsonObject
                {
                    ["type"] = "object",
                    // What is never null is always there.
                    ["required"] = Names(type.Properties.Where(property => !property.IsGetNullable).Select(property => property.Name)),
                    ["properties"] = new JsonObject(type.Properties.Select(
                        property => KeyValuePair.Create<string, JsonNode?>(property.Name, Member(property)))),
                };
            default:
                throw new NotSupportedException($"{type.Type} has no place in a message");
        }
    }

    private static JsonObject Member(JsonPropertyInfo property)
    {
        var schema = Of(property.PropertyType);
        foreach (var provider in (ICustomAttributeProvider?[])[property.AttributeProvider, property.AssociatedParameter?.AttributeProvider])
        {
            foreach (var attribute in provider?.GetCustomAttributes(inherit: true) ?? [])
            {
                SchemaAnnotations.Apply(schema, attribute);
            }
        }

        return schema;
    }
}
