using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeAgent.Domain;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>
/// Holds settings against the schema and reports everything that does not fit it, in words for a person. It knows the keywords that
/// <see cref="ConfigurationSchema"/> writes; two of a kind are a discriminated union by their <c>type</c>.
/// </summary>
internal sealed class ShapeCheck
{
    /// <summary>What is longer is no slip of the pen.</summary>
    private const int LongestName = 64;

    private readonly List<Problem> _problems = [];

    private ShapeCheck()
    {
    }

    public static IReadOnlyList<Problem> Check(Setting root, JsonObject schema)
    {
        var check = new ShapeCheck();
        check.Visit(root, schema, "");
        return check._problems;
    }

    private void Visit(Setting setting, JsonObject schema, string path)
    {
        if (schema["anyOf"] is JsonArray variants && setting.Kind == JsonValueKind.Object)
        {
            VisitVariant(setting, variants, path);
        }
        else if (schema["enum"] is JsonArray choices)
        {
            if (setting.Kind != JsonValueKind.String || !choices.Any(choice => choice!.GetValue<string>() == setting.Text))
            {
                ReportChoice(setting, choices.Select(choice => choice!.GetValue<string>()), path);
            }
        }
        else if (!schema.ContainsKey("const"))
        {
            // A constant is the type by which the variant was found.
            VisitType(setting, schema, path);
        }
    }

    private void VisitType(Setting setting, JsonObject schema, string path)
    {
        switch (schema["type"]?.GetValue<string>(), setting.Kind)
        {
            case ("object", JsonValueKind.Object):
                VisitMembers(setting, schema, path);
                break;
            case ("array", JsonValueKind.Array):
                VisitItems(setting, schema, path);
                break;
            case ("string", JsonValueKind.String):
                VisitText(setting, schema, path);
                break;
            case ("number", JsonValueKind.Number):
                VisitNumber(setting, schema, path);
                break;
            case ("integer", JsonValueKind.Number) when long.TryParse(setting.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                VisitNumber(setting, schema, path);
                break;
            case ("boolean", JsonValueKind.True or JsonValueKind.False):
                break;
            case (_, JsonValueKind.Null):
                Report("config/type", setting, "is no value", $"leave the setting out, or give {Expectation.Of(schema)}", path);
                break;
            default:
                Report("config/type", setting, "is of the wrong kind", $"give {Expectation.Of(schema)}", path);
                break;
        }
    }

    private void VisitMembers(Setting setting, JsonObject schema, string path)
    {
        var properties = schema["properties"]!.AsObject();
        foreach (var (name, value) in setting.Members)
        {
            var memberPath = SettingPath.Member(path, name);
            if (properties[name] is JsonObject property)
            {
                Visit(value, property, memberPath);
            }
            else
            {
                ReportUnknown(value, name, properties.Select(known => known.Key), memberPath);
            }
        }

        foreach (var name in Strings(schema["required"]).Where(name => !setting.Members.ContainsKey(name)))
        {
            // The root stands everywhere in its file; a part of it has a place.
            var where = path.Length == 0 ? "" : $" in the object at {Place(setting)}";
            Report("config/missing", $"is not set{where}", $"give {Expectation.Of(properties[name]!.AsObject())}", SettingPath.Member(path, name));
        }
    }

    private void VisitItems(Setting setting, JsonObject schema, string path)
    {
        if (setting.Items.Count < Limit(schema, "minItems", 0) || setting.Items.Count > Limit(schema, "maxItems", double.MaxValue))
        {
            Report("config/range", $"a list of {setting.Items.Count} {Located(setting)} has the wrong length", $"give {Expectation.Of(schema)}", path);
        }

        foreach (var (index, item) in setting.Items.Index())
        {
            Visit(item, schema["items"]!.AsObject(), SettingPath.Item(path, index));
        }
    }

    private void VisitText(Setting setting, JsonObject schema, string path)
    {
        var length = setting.Text.EnumerateRunes().Count();
        if (setting.Text.Any(char.IsControl))
        {
            Report("config/pattern", setting, "has control characters in it", "remove them", path);
        }
        else if (length < Limit(schema, "minLength", 0) || length > Limit(schema, "maxLength", double.MaxValue))
        {
            Report("config/range", setting, $"has {length} characters", $"give {Expectation.Of(schema)}", path);
        }
        else if (schema["pattern"]?.GetValue<string>() is { } pattern && !Regex.IsMatch(setting.Text, pattern, RegexOptions.NonBacktracking))
        {
            Report("config/pattern", setting, "does not fit", $"give {Expectation.Of(schema)}", path);
        }
    }

    private void VisitNumber(Setting setting, JsonObject schema, string path)
    {
        var number = double.Parse(setting.Text, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number) || number < Limit(schema, "minimum", double.MinValue) || number > Limit(schema, "maximum", double.MaxValue))
        {
            Report("config/range", setting, "is out of range", $"give {Expectation.Of(schema)}", path);
        }
    }

    private void VisitVariant(Setting setting, JsonArray variants, string path)
    {
        var names = variants.Select(VariantName).ToList();
        if (setting["type"] is not { } type)
        {
            Report("config/missing", $"is not set in the object at {Place(setting)}", $"give one of {string.Join(", ", names)}", SettingPath.Member(path, "type"));
        }
        else if (type.Kind != JsonValueKind.String || names.IndexOf(type.Text) is not (>= 0 and var index))
        {
            ReportChoice(type, names, SettingPath.Member(path, "type"));
        }
        else
        {
            VisitMembers(setting, variants[index]!.AsObject(), path);
        }
    }

    private void ReportUnknown(Setting value, string name, IEnumerable<string> known, string path)
    {
        var names = known.ToList();
        var remedy = Spelling.Nearest(name, names) is { } meant ? $"did you mean {meant}?" : $"the settings here are {string.Join(", ", names)}";
        Report("config/unknown-setting", $"there is no such setting, {Located(value)}", remedy, path);
    }

    private void ReportChoice(Setting setting, IEnumerable<string> choices, string path)
    {
        var all = choices.ToList();
        var meant = setting.Kind == JsonValueKind.String && setting.Text.Length <= LongestName ? Spelling.Nearest(setting.Text, all) : null;
        var choice = $"give one of {string.Join(", ", all)}";
        Report("config/enum", setting, "is none of the choices", meant is null ? choice : $"did you mean {meant}? Otherwise {choice}", path);
    }

    private void Report(string code, Setting setting, string fault, string remedy, string path) =>
        Report(code, $"{setting.Quoted} {Located(setting)} {fault}", remedy, path);

    private void Report(string code, string message, string remedy, string path) =>
        _problems.Add(new Problem(code, message, remedy, path));

    private static string Located(Setting setting) => $"in {Place(setting)}";

    private static string Place(Setting setting) => $"{Path.GetFileName(setting.Source)} line {setting.Line}";

    private static string VariantName(JsonNode? variant) => variant!["properties"]!["type"]!["const"]!.GetValue<string>();

    private static IEnumerable<string> Strings(JsonNode? array) => (array as JsonArray ?? []).Select(item => item!.GetValue<string>());

    private static double Limit(JsonObject schema, string keyword, double otherwise) =>
        schema[keyword] is { } limit ? double.Parse(limit.ToJsonString(), CultureInfo.InvariantCulture) : otherwise;
}
