using System.Text.Json.Nodes;

namespace EdgeAgent.Parts;

/// <summary>The default model's package under another manifest.</summary>
internal static class ModelCopy
{
    public static string WithScore(string directory, double score)
    {
        Directory.CreateDirectory(directory);
        foreach (var file in Directory.GetFiles(Checkout.Model))
        {
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        }

        var path = Path.Combine(directory, "manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["thresholds"]!["score"] = score;
        File.WriteAllText(path, manifest.ToJsonString());
        return directory;
    }
}
