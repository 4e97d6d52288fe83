using System.Text.Json.Nodes;

namespace EdgeAgent.Hosting.Configuration;

public sealed class PtzConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{}""", "config/ptz-home", "cameras[0].ptz")]
    [InlineData("""{ "home": "1", "position": { "pan": 0, "tilt": 0 } }""", "config/ptz-home", "cameras[0].ptz")]
    [InlineData("""{ "position": { "pan": 0 } }""", "config/missing", "cameras[0].ptz.position.tilt")]
    [InlineData("""{ "home": "" }""", "config/range", "cameras[0].ptz.home")]
    [InlineData("""{ "home": "1", "tolerance": 0 }""", "config/range", "cameras[0].ptz.tolerance")]
    [InlineData("""{ "home": "1", "service": "rtsp://192.0.2.10/" }""", "config/pattern", "cameras[0].ptz.service")]
    [InlineData("""{ "home": "1", "service": "http://admin:secret@192.0.2.10/onvif" }""", "config/secret-in-url", "cameras[0].ptz.service")]
    public void What_is_wrong_is_named_with_its_place(string ptz, string code, string path)
    {
        var problem = Assert.Single(_folder.Fail(ConfigurationFolder.With(root => root["cameras"]![0]!["ptz"] = JsonNode.Parse(ptz))).Problems);
        Assert.Equal((code, path), (problem.Code, problem.Path));
        Assert.DoesNotContain("secret@", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_service_is_on_the_host_of_the_stream_unless_it_is_told()
    {
        var camera = _folder.Load(ConfigurationFolder.With(root => root["cameras"]![0]!["ptz"] = new JsonObject { ["home"] = "1" })).Options.Cameras[0];
        Assert.Equal("http://192.0.2.10/onvif/device_service", Capture.Ptz.PtzWatch.ServiceOf(camera.Ptz!, camera.Url).ToString());
    }

    [Fact]
    public void A_recorded_video_has_no_host_to_ask()
    {
        var problem = Assert.Single(_folder.Fail(ConfigurationFolder.With(root =>
        {
            root["cameras"]![0]!["url"] = "file:///video.mp4";
            root["cameras"]![0]!["ptz"] = new JsonObject { ["home"] = "1" };
        })).Problems);
        Assert.Equal(("config/missing", "cameras[0].ptz.service"), (problem.Code, problem.Path));
    }
}
