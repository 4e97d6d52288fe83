using EdgeAgent.Rules.Presence;

namespace EdgeAgent.Hosting.Configuration;

public sealed class RemoteConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_center_sets_zones_rules_thresholds_and_the_broker()
    {
        _folder.WriteRemote("""
            {
              "broker": { "host": "other.example" },
              "model": { "scoreThreshold": 0.4 },
              "cameras": [
                { "id": "gate", "zones": [{ "id": "door", "polygon": [[0, 0], [1, 0], [1, 1]] }],
                  "rules": [{ "type": "intrusion", "id": "r2", "zone": "door", "minimumSeconds": 2 }] }
              ]
            }
            """);

        var snapshot = _folder.Load();

        Assert.Empty(snapshot.RemoteProblems);
        Assert.Equal("other.example", snapshot.Options.Broker.Host);
        Assert.Equal(0.4f, snapshot.Options.Model.ScoreThreshold);
        var camera = Assert.Single(snapshot.Options.Cameras);
        Assert.Equal("door", Assert.Single(camera.Zones).Id);
        Assert.Equal(2, Assert.IsType<IntrusionOptions>(Assert.Single(camera.Rules)).MinimumSeconds);
        Assert.Equal("rtsp://192.0.2.10/stream1", camera.Url);
        Assert.Equal($"{_folder.RemoteFile}:2", snapshot.Sources["broker.host"]);
        Assert.Equal($"{_folder.RemoteFile}:6", snapshot.Sources["cameras[0].rules[0].minimumSeconds"]);
        Assert.StartsWith(_folder.AgentFile, snapshot.Sources["cameras[0].url"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "mode": "operational" }""", "config/not-remote", "mode")]
    [InlineData("""{ "broker": { "passwordFile": "/etc/shadow" } }""", "config/not-remote", "broker.passwordFile")]
    [InlineData("""{ "dataDirectory": "/" }""", "config/not-remote", "dataDirectory")]
    [InlineData("""{ "cameras": [{ "id": "gate", "url": "rtsp://192.0.2.66/" }] }""", "config/not-remote", "cameras[0].url")]
    [InlineData("""{ "cameras": {} }""", "config/not-remote", "cameras")]
    [InlineData("""{ "broker": 5 }""", "config/not-remote", "broker")]
    [InlineData("""{ "cameras": [{ "id": "attic" }] }""", "config/camera-unknown", "cameras[0]")]
    [InlineData("""{ "cameras": [{ "zones": [] }] }""", "config/camera-unknown", "cameras[0]")]
    [InlineData("""{ "cameras": [{ "id": "gate", "zones": [] }] }""", "config/zone-unknown", "cameras[0].rules[0].zone")]
    [InlineData("""{ "broker": { "port": 0 } }""", "config/range", "broker.port")]
    [InlineData("""{ "broker": { "host": "x" }, "broker": { "host": "y" } }""", "config/duplicate", "broker")]
    [InlineData("""{ "broker": """, "config/syntax", null)]
    [InlineData("", "config/syntax", null)]
    public void A_remote_part_with_a_fault_is_left_out_as_a_whole_and_reported(string remote, string code, string? path)
    {
        _folder.WriteRemote(remote);

        var snapshot = _folder.Load();

        var problem = Assert.Single(snapshot.RemoteProblems);
        Assert.Equal(code, problem.Code);
        Assert.Equal(path ?? _folder.RemoteFile, problem.Path);
        Assert.Equal("broker.example", snapshot.Options.Broker.Host);
        Assert.DoesNotContain(snapshot.Sources.Values, place => place.StartsWith(_folder.RemoteFile, StringComparison.Ordinal));
    }

    [Fact]
    public void A_remote_part_that_cannot_be_read_does_not_stop_the_pole()
    {
        Directory.CreateDirectory(_folder.RemoteFile);

        Assert.Equal("config/file-directory", Assert.Single(_folder.Load().RemoteProblems).Code);
    }

    [Fact]
    public void A_fault_in_the_local_file_is_never_covered_by_the_remote_part()
    {
        _folder.WriteRemote("""{ "broker": { "port": 1884 } }""");

        Assert.Throws<ConfigurationException>(() => _folder.Load(ConfigurationFolder.With(root => root["broker"]!["port"] = 0)));
    }
}
