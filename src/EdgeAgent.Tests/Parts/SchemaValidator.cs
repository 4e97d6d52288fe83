using System.Text.Json.Nodes;
using EdgeAgent.Contract;

namespace EdgeAgent.Parts;

/// <summary>Python's jsonschema on what the contract prints: a validator that is not ours.</summary>
internal static class SchemaValidator
{
    /// <summary>A line for everything that is wrong, members that no schema describes too; empty where all is right.</summary>
    public static string Validate(IEnumerable<(string Type, JsonNode Message)> messages)
    {
        using var directory = new TemporaryDirectory();
        ContractFiles.Write(directory.Path);
        var lines = directory["messages.jsonl"];
        File.WriteAllLines(lines, messages.Select(entry => new JsonObject { ["type"] = entry.Type, ["message"] = entry.Message.DeepClone() }.ToJsonString()));
        var (exitCode, output, errors) = Tool.TryRun(
            "sh", "-c", "exec /usr/bin/python3 \"$0\" --strict \"$1\" < \"$2\"", Path.Combine(Checkout.Root, "scripts", "contract", "validate.py"), directory["schemas"], lines);
        return exitCode is 0 or 1 && errors.Length == 0 ? output : output + errors;
    }
}
