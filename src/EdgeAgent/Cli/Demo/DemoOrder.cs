using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeAgent.Cli.Demo;

/// <summary>Writes the order that the demo's agent looks for, as an officer would have given it.</summary>
internal static class DemoOrder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>The path of the file.</returns>
    public static string Write(string directory, DemoScene scene, DateTimeOffset now)
    {
        var order = new JsonObject
        {
            ["id"] = "jacket",
            ["case"] = "demo-1",
            ["officer"] = "demo",
            ["purpose"] = "missing child",
            ["since"] = Time(now),
            ["until"] = Time(now + TimeSpan.FromHours(1)),
            ["top"] = scene.Top,
            ["age"] = scene.Age,
        };
        var path = Path.Combine(directory, "orders.json");
        File.WriteAllText(path, new JsonObject { ["version"] = 1, ["orders"] = new JsonArray(order) }.ToJsonString(Indented));
        return path;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
