using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Demo;

/// <summary>Writes the configuration that the demo's agent runs with, as a technician would have written it.</summary>
internal static class DemoConfiguration
{
    /// <summary>Almost the whole picture: whoever walks into it is seen.</summary>
    private static readonly float[][] Anywhere = [[0.02f, 0.02f], [0.98f, 0.02f], [0.98f, 0.98f], [0.02f, 0.98f]];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>The path of the file.</returns>
    public static string Write(string directory, DemoSettings settings, string cameraUrl, int brokerPort)
    {
        var zone = settings.Video is null && settings.Rtsp is null ? SceneZone(settings.Scene) : JsonSerializer.SerializeToNode(Anywhere)!;
        var configuration = new JsonObject
        {
            ["city"] = "demo-city",
            ["pole"] = "demo-pole",
            ["dataDirectory"] = "data",
            ["model"] = new JsonObject { ["directory"] = Path.GetFullPath(settings.Model) },
            ["broker"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = brokerPort },
            ["cameras"] = new JsonArray(new JsonObject
            {
                ["id"] = "park",
                ["name"] = "Park",
                ["url"] = cameraUrl,
                ["zones"] = new JsonArray(new JsonObject { ["id"] = "meadow", ["name"] = "Meadow", ["polygon"] = zone }),
                ["rules"] = new JsonArray(new JsonObject { ["type"] = EventTypes.Intrusion, ["id"] = "meadow-intrusion", ["zone"] = "meadow" }),
            }),
        };
        var path = Path.Combine(directory, "agent.json");
        File.WriteAllText(path, configuration.ToJsonString(Indented));
        return path;
    }

    private static JsonNode SceneZone(string scene)
    {
        var truth = Path.Combine(scene, "park.json");
        try
        {
            return JsonNode.Parse(File.ReadAllText(truth))!["zone"]!.DeepClone();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NullReferenceException)
        {
            throw new DemoException($"{truth} cannot be read: {e.Message}", "run scripts/setup.sh, or give --video or --rtsp");
        }
    }
}
