using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeAgent.Contract;

/// <summary>The contract as files: <c>asyncapi.json</c>, <c>schemas/{type}.json</c>, <c>examples/{type}.json</c>, of signed messages <c>examples/{type}.payload.json</c>.</summary>
internal static class ContractFiles
{
    private const string Examples = "EdgeAgent.Contract.Examples.";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Overwrites what has its name.</summary>
    /// <returns>The files, relative to the directory.</returns>
    public static IReadOnlyList<string> Write(string directory)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["asyncapi.json"] = Text(AsyncApiDocument.Create()) };
        foreach (var (type, schema) in SchemaSet.All)
        {
            files[$"schemas/{type}.json"] = Text(schema);
        }

        foreach (var (type, example) in ReadExamples())
        {
            files[$"examples/{type}.json"] = Text(example);
        }

        foreach (var (name, text) in files)
        {
            var path = Path.Combine(directory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return [.. files.Keys];
    }

    /// <summary>Type → a message as it was sent; type and <c>.payload</c> → what was signed.</summary>
    public static IReadOnlyDictionary<string, JsonNode> ReadExamples()
    {
        var assembly = typeof(ContractFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Examples, StringComparison.Ordinal))
            .ToDictionary(name => name[Examples.Length..^".json".Length], name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return JsonNode.Parse(stream)!;
            });
    }

    private static string Text(JsonNode node) => node.ToJsonString(Indented) + "\n";
}
