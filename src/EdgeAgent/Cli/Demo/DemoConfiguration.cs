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

    /// <param name="directory">Where it is written.</param>
    /// <param name="settings">What the demo is made with.</param>
    /// <param name="scene">What the camera shows; null where nobody knows.</param>
    /// <param name="cameraUrl">Of the camera.</param>
    /// <param name="brokerPort">On this machine.</param>
    /// <returns>The path of the file.</returns>
    public static string Write(string directory, DemoSettings settings, DemoScene? scene, string cameraUrl, int brokerPort)
    {
        var zone = scene?.Zone.DeepClone() ?? JsonSerializer.SerializeToNode(Anywhere)!;
        var camera = new JsonObject
        {
            ["id"] = "park",
            ["name"] = "Park",
            ["url"] = cameraUrl,
            ["zones"] = new JsonArray(new JsonObject { ["id"] = "meadow", ["name"] = "Meadow", ["polygon"] = zone }),
            ["rules"] = new JsonArray(new JsonObject { ["type"] = EventTypes.Intrusion, ["id"] = "meadow-intrusion", ["zone"] = "meadow" }),
        };
        if (scene is not null)
        {
            camera["calibration"] = scene.Calibration.DeepClone();
        }

        var configuration = new JsonObject
        {
            ["city"] = "demo-city",
            ["pole"] = "demo-pole",
            ["dataDirectory"] = "data",
            ["model"] = new JsonObject { ["directory"] = Path.GetFullPath(settings.Model) },
            ["broker"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = brokerPort },
            ["cameras"] = new JsonArray(camera),
        };
        var path = Path.Combine(directory, "agent.json");
        File.WriteAllText(path, configuration.ToJsonString(Indented));
        return path;
    }
}
