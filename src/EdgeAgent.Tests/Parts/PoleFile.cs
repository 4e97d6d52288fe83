using System.Text.Json.Nodes;

namespace EdgeAgent.Parts;

/// <summary>The configuration of a pole that watches the composed scene's meadow, in a directory of its own.</summary>
internal sealed class PoleFile : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    /// <param name="cameraUrl">Of its one camera.</param>
    /// <param name="brokerPort">On loopback.</param>
    /// <param name="change">Makes it another one.</param>
    public PoleFile(string cameraUrl, int brokerPort, Action<JsonObject>? change = null)
    {
        var configuration = new JsonObject
        {
            ["city"] = "test-city",
            ["pole"] = "test-pole",
            ["dataDirectory"] = "data",
            ["model"] = new JsonObject { ["directory"] = Checkout.Model },
            ["broker"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = brokerPort },
            ["cameras"] = new JsonArray(Camera("park", cameraUrl)),
        };
        change?.Invoke(configuration);
        Path = _directory["agent.json"];
        File.WriteAllText(Path, configuration.ToJsonString());
    }

    public string Path { get; }

    public string Directory => _directory.Path;

    public string DataDirectory => _directory["data"];

    public static JsonObject Camera(string id, string url) => new()
    {
        ["id"] = id,
        ["url"] = url,
        ["zones"] = new JsonArray(new JsonObject { ["id"] = "meadow", ["polygon"] = JsonNode.Parse("[[0.4,0.71],[0.93,0.71],[0.97,0.93],[0.36,0.93]]") }),
        ["rules"] = new JsonArray(new JsonObject { ["type"] = "intrusion", ["id"] = "meadow-intrusion", ["zone"] = "meadow" }),
    };

    public void Dispose() => _directory.Dispose();
}
