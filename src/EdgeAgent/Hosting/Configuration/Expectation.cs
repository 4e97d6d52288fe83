using System.Text.Json.Nodes;
using EdgeAgent.Contract;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>A piece of schema in words: what would be right.</summary>
internal static class Expectation
{
    public static string Of(JsonObject schema)
    {
        if (schema["enum"] is JsonArray choices)
        {
            return $"one of {string.Join(", ", choices.Select(choice => choice!.GetValue<string>()))}";
        }

        return schema["type"]?.GetValue<string>() switch
        {
            "integer" => $"a whole number from {Text(schema["minimum"])} to {Text(schema["maximum"])}",
            "number" => $"a number from {Text(schema["minimum"])} to {Text(schema["maximum"])}",
            "boolean" => "true or false",
            "string" => OfText(schema),
            "array" => OfList(schema),
            _ => $"an object with {Members(schema)}",
        };
    }

    private static string OfText(JsonObject schema)
    {
        if (schema[SchemaAnnotations.PatternInWords]?.GetValue<string>() is { } words)
        {
            return words;
        }

        if (schema["pattern"] is { } pattern)
        {
            return $"text of the form {pattern}";
        }

        return (schema["minLength"], schema["maxLength"]) switch
        {
            ({ } least, { } most) => $"{Text(least)} to {Text(most)} characters of text",
            (null, { } most) => $"at most {Text(most)} characters of text",
            ({ } least, null) => $"text of {Text(least)} or more characters",
            _ => "text in double quotes",
        };
    }

    private static string OfList(JsonObject schema)
    {
        var items = schema["items"]!.AsObject();
        var what = items["type"]?.GetValue<string>() switch
        {
            "object" => "objects",
            "array" => "lists",
            "number" or "integer" => "numbers",
            _ => "texts",
        };
        return (schema["minItems"], schema["maxItems"]) switch
        {
            ({ } least, { } most) when Text(least) == Text(most) => $"a list of {Text(least)} {what}",
            ({ } least, { } most) => $"a list of {Text(least)} to {Text(most)} {what}",
            ({ } least, null) => $"a list of {Text(least)} or more {what}",
            (null, { } most) => $"a list of at most {Text(most)} {what}",
            _ => $"a list of {what}",
        };
    }

    private static string Members(JsonObject schema) => schema["properties"] is JsonObject properties
        ? string.Join(", ", properties.Select(property => property.Key))
        : "a type";

    private static string Text(JsonNode? limit) => limit?.ToJsonString() ?? "any";
}
