using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Domain;

namespace EdgeAgent.Contract;

/// <summary>What the attributes of a member say, as keywords of JSON Schema.</summary>
internal static class SchemaAnnotations
{
    /// <summary>Not in the vocabulary of 2020-12, which lets unknown keywords pass; editors show it in place of the pattern.</summary>
    public const string PatternInWords = "patternErrorMessage";

    /// <summary><c>{purpose, retention}</c> of what is about a person.</summary>
    public const string Privacy = "x-privacy";

    public static void Apply(JsonObject schema, object attribute)
    {
        var isArray = schema["type"]?.GetValue<string>() == "array";

        // A range or a pattern of numbers or strings in a row is that of each.
        var each = schema["items"] as JsonObject ?? schema;
        switch (attribute)
        {
            case DescriptionAttribute description:
                schema.Remove("description");
                schema.Insert(0, "description", description.Description);
                break;
            case RangeAttribute range:
                each["minimum"] = JsonSerializer.SerializeToNode(range.Minimum);
                if (range.Maximum is not double.MaxValue)
                {
                    each["maximum"] = JsonSerializer.SerializeToNode(range.Maximum);
                }

                break;
            case RegularExpressionAttribute expression:
                // The annotation means the whole text, JSON Schema any part of it.
                each["pattern"] = expression.Pattern.StartsWith('^') ? expression.Pattern : $"^({expression.Pattern})$";
                if (expression.ErrorMessage is { } words)
                {
                    each[PatternInWords] = words;
                }

                break;
            case MinLengthAttribute minimum:
                schema[isArray ? "minItems" : "minLength"] = minimum.Length;
                break;
            case MaxLengthAttribute maximum:
                schema[isArray ? "maxItems" : "maxLength"] = maximum.Length;
                break;
            case StringLengthAttribute length:
                schema["maxLength"] = length.MaximumLength;
                break;
            case RequiredAttribute when schema["type"]?.GetValue<string>() == "string" && !schema.ContainsKey("minLength"):
                schema["minLength"] = 1;
                break;
            case PersonalAttribute personal:
                schema[Privacy] = new JsonObject
                {
                    ["purpose"] = Word(personal.Purpose),
                    ["retention"] = Word(personal.Retention),
                };
                break;
        }
    }

    /// <summary>What is not there is left out; it is never null.</summary>
    public static void ForbidNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types && types.FirstOrDefault(type => type!.GetValue<string>() != "null") is { } type)
        {
            schema["type"] = type.GetValue<string>();
        }

        if (schema["enum"] is JsonArray choices)
        {
            choices.RemoveAll(choice => choice is null);
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
