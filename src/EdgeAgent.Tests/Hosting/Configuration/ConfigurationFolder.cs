using System.Text;
using System.Text.Json.Nodes;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>A pole's folder: its agent.json, and data below it.</summary>
internal sealed class ConfigurationFolder : IDisposable
{
    private const string Minimal = """
        {
          "city": "demo-city",
          "pole": "p-001",
          "dataDirectory": "data",
          "broker": { "host": "broker.example" },
          "cameras": [
            {
              "id": "gate",
              "url": "rtsp://192.0.2.10/stream1",
              "zones": [{ "id": "yard", "polygon": [[0, 0], [1, 0], [1, 1]] }],
              "rules": [{ "type": "intrusion", "id": "r1", "zone": "yard" }]
            }
          ]
        }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("edgeagent-configuration-").FullName;

    public string AgentFile => Path.Combine(_root, "agent.json");

    public string RemoteFile => Path.Combine(_root, "data", "config", "remote.json");

    public string Boards => Path.Combine(_root, "boards");

    /// <summary>The folder of the checkout that holds the solution.</summary>
    public static string Checkout { get; } = FindCheckout();

    public static string SampleFile { get; } =
        Path.Combine(Checkout, "src", "EdgeAgent", "Hosting", "Configuration", "agent.sample.json");

    /// <summary>A small configuration that is right, changed by the test.</summary>
    public static string With(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(Minimal)!.AsObject();
        change(root);
        return root.ToJsonString();
    }

    public ConfigurationSnapshot Load(string? agent = null) => Load(Encoding.UTF8.GetBytes(agent ?? Minimal));

    public ConfigurationSnapshot Load(byte[] agent)
    {
        File.WriteAllBytes(AgentFile, agent);
        return AgentConfiguration.Load(AgentFile, Boards);
    }

    public ConfigurationException Fail(string agent) => Assert.Throws<ConfigurationException>(() => Load(agent));

    public void WriteRemote(string json) => Write(RemoteFile, json);

    public void WriteBoard(string name, string json) => Write(Path.Combine(Boards, $"{name}.json"), json);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static string FindCheckout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "EdgeAgent.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
