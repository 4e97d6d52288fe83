using System.Text.Json;
using EdgeAgent.Capture.Discovery;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli;

public sealed class CameraDiscoverTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Credentials
    {
        get
        {
            File.WriteAllText(_directory["camera.txt"], "operator:secret\n");
            return _directory["camera.txt"];
        }
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Cameras_are_searched_on_the_interface_and_printed_for_people()
    {
        await using var camera = new OnvifCamera(new OnvifLogin("operator", "secret", TimeSpan.FromMinutes(2)), searchPort: WsDiscovery.Port);

        var result = await InProcess.RunAsync("camera", "discover", "--interface", "lo", "--seconds", "1.5", "--credentials", Credentials);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains(result.Output, line => line.StartsWith("127.0.0.1  Hanbit HB-200, \"North Gate\", at korea, seoul, clock 1", StringComparison.Ordinal));
        Assert.Contains("  main stream  h264  1920x1080  25/s  4.1 Mbit/s   rtsp://127.0.0.1:554/main?channel=1&unicast=true", result.Output);
        Assert.Contains("  sub stream   h264  640x360    10/s  0.51 Mbit/s  rtsp://127.0.0.1:554/sub?channel=1&unicast=true", result.Output);
    }

    [Fact]
    public async Task A_program_gets_one_line_for_each_camera()
    {
        await using var camera = new OnvifCamera();

        var result = await InProcess.RunAsync("camera", "discover", "--host", $"127.0.0.1:{camera.WebPort}", "--json");

        var found = JsonDocument.Parse(Assert.Single(result.Output)).RootElement;
        Assert.Equal("answered", found.GetProperty("answer").GetString());
        Assert.Equal("h264", found.GetProperty("profiles")[1].GetProperty("codec").GetString());
        Assert.Equal(camera.Service, found.GetProperty("service").GetString());
    }

    [Fact]
    public async Task The_snippet_is_taken_by_the_configuration()
    {
        await using var camera = new OnvifCamera(new OnvifLogin("operator", "secret"), new OnvifReplies { HasOneStream = true });

        var result = await InProcess.RunAsync("camera", "discover", "--host", $"127.0.0.1:{camera.WebPort}", "--credentials", Credentials, "--config-snippet");

        File.WriteAllText(_directory["agent.json"], $$"""
            { "city": "c", "pole": "p", "model": { "directory": "m" }, "broker": { "host": "b" }, {{string.Join('\n', result.Output)}} }
            """);
        var configured = Assert.Single(AgentConfiguration.Load(_directory["agent.json"]).Options.Cameras);
        Assert.Equal(("hb-200", "rtsp://127.0.0.1:554/main?channel=1&unicast=true", Credentials), (configured.Id, configured.Url, configured.CredentialsFile));
    }

    [Fact]
    public async Task The_snippet_records_the_largest_stream_and_detects_on_the_small_one()
    {
        await using var camera = new OnvifCamera();

        var result = await InProcess.RunAsync("camera", "discover", "--host", $"127.0.0.1:{camera.WebPort}", "--config-snippet");

        Assert.Equal(
            [
                "\"cameras\": [",
                "  {",
                "    \"id\": \"hb-200\",",
                "    \"url\": \"rtsp://127.0.0.1:554/main?channel=1&unicast=true\",",
                "    \"detectionUrl\": \"rtsp://127.0.0.1:554/sub?channel=1&unicast=true\"",
                "  }",
                "]",
            ],
            result.Output);
    }

    [Fact]
    public async Task A_camera_that_wants_a_login_is_a_comment_of_the_snippet_and_a_hint_for_people()
    {
        await using var camera = new OnvifCamera(new OnvifLogin("operator", "secret"));
        var host = $"127.0.0.1:{camera.WebPort}";

        var table = await InProcess.RunAsync("camera", "discover", "--host", host);
        var snippet = await InProcess.RunAsync("camera", "discover", "--host", host, "--config-snippet");

        const string Hint = "wants a login: give its user and password by --credentials FILE";
        Assert.Equal("  " + Hint, table.Output[1]);
        Assert.Equal(["\"cameras\": [", $"  // 127.0.0.1 {Hint}", "]"], snippet.Output);
    }

    [Fact]
    public async Task Nothing_found_is_one_line_with_the_remedy()
    {
        var result = await InProcess.RunAsync("camera", "discover", "--host", "127.0.0.1:1");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("edgeagent: camera/none-found: 127.0.0.1: no ONVIF camera answers", result.SingleError(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task A_search_on_a_silent_network_is_one_line_with_the_remedy()
    {
        var result = await NetworkOfItsOwn.RunAsync(NetworkOfItsOwn.QuietInterface, "camera", "discover", "--seconds", "0.5");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("edgeagent: camera/none-found: no camera answered within 0.5 s on quiet (192.0.2.9/24)", result.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_without_a_network_is_told_so()
    {
        var result = await NetworkOfItsOwn.RunAsync("true", "camera", "discover");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("edgeagent: network/no-interface: no network interface is up", result.SingleError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--interface", "eth99", ExitCode.Failed, "network/no-interface")]
    [InlineData("--host", "nobody.invalid", ExitCode.Failed, "camera/not-found")]
    [InlineData("--host", "192.0.2.1:0", ExitCode.Wrong, "usage/wrong")]
    [InlineData("--seconds", "0", ExitCode.Wrong, "usage/wrong")]
    [InlineData("--credentials", "/nowhere", ExitCode.Failed, "camera/credentials")]
    public async Task What_cannot_be_looked_for_is_one_line(string option, string value, int code, string problem)
    {
        var result = await InProcess.RunAsync("camera", "discover", option, value);

        Assert.Equal(code, result.ExitCode);
        Assert.StartsWith($"edgeagent: {problem}", result.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_and_the_snippet_do_not_go_together()
    {
        var result = await InProcess.RunAsync("camera", "discover", "--json", "--config-snippet");

        Assert.Equal(ExitCode.Wrong, result.ExitCode);
    }
}
