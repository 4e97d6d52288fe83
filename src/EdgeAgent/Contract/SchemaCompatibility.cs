using System.Text.Json.Nodes;

namespace EdgeAgent.Contract;

/// <summary>
/// A released schema only grows. Consumers meet old and new poles at once, and poles old and new centers: what is there stays as it is, and what is
/// added is optional. What the pole hears may ask for less and take more; what it sends may neither.
/// </summary>
internal static class SchemaCompatibility
{
    private static readonly string[] Fixed = ["$id", "type", "const", "format", "pattern", "contentEncoding", "contentMediaType"];
    private static readonly string[] Least = ["minimum", "minItems", "minLength"];
    private static readonly string[] Most = ["maximum", "maxItems", "maxLength"];

    /// <param name="released">What was promised.</param>
    /// <param name="present">What would be now.</param>
    /// <param name="isHeard">The pole receives it.</param>
    public static IEnumerable<SchemaBreak> Find(JsonObject released, JsonObject present, bool isHeard) => Find("", released, present, isHeard);

    private static IEnumerable<SchemaBreak> Find(string path, JsonObject old, JsonObject now, bool isHeard)
    {
        foreach (var keyword in Fixed.Where(keyword => !JsonNode.DeepEquals(old[keyword], now[keyword])))
        {
            yield return new SchemaBreak(path, $"{keyword} is another");
        }

        foreach (var keyword in Least.Concat(Most).Where(keyword => Bound(old, keyword) != Bound(now, keyword)))
        {
            var wider = Least.Contains(keyword) ? Bound(now, keyword) < Bound(old, keyword) : Bound(now, keyword) > Bound(old, keyword);
            if (!isHeard || !wider)
            {
                yield return new SchemaBreak(path, $"{keyword} is another");
            }
        }

        var (words, present) = (Names(old, "enum"), Names(now, "enum"));
        if (words.Except(present).Any() || (present.Except(words).Any() && (!isHeard || words.Length == 0)))
        {
            yield return new SchemaBreak(path, "its values are others");
        }

        foreach (var name in Names(now, "required").Except(Names(old, "required")))
        {
            yield return new SchemaBreak($"{path}/{name}", "it is required now");
        }

        foreach (var name in isHeard ? [] : Names(old, "required").Except(Names(now, "required")))
        {
            yield return new SchemaBreak($"{path}/{name}", "it is not required any more");
        }

        foreach (var (name, member) in old["properties"]?.AsObject() ?? [])
        {
            if (now["properties"]?[name] is JsonObject kept)
            {
                foreach (var found in Find($"{path}/{name}", member!.AsObject(), kept, isHeard))
                {
                    yield return found;
                }
            }
            else
            {
                yield return new SchemaBreak($"{path}/{name}", "it is gone");
            }
        }

        foreach (var keyword in (string[])["items", "contentSchema", "additionalProperties"])
        {
            if (old[keyword] is JsonObject inner)
            {
                foreach (var found in now[keyword] is JsonObject kept
                    ? Find($"{path}/{keyword}", inner, kept, isHeard)
                    : [new SchemaBreak($"{path}/{keyword}", "it is gone")])
                {
                    yield return found;
                }
            }
        }
    }

    private static double Bound(JsonObject schema, string keyword) => schema[keyword] switch
    {
        null => Least.Contains(keyword) ? double.NegativeInfinity : double.PositiveInfinity,
        // Through text: what was made in code and what was read keep their numbers differently.
        var number => double.Parse(number.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string[] Names(JsonObject schema, string keyword) => [.. schema[keyword]?.AsArray().Select(name => (string)name!) ?? []];
}
