using System.Text.Json;
using EdgeAgent.Capture.Discovery;

namespace EdgeAgent.Cli.CameraDiscover;

public sealed class ConfigSnippetTests
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    [Fact]
    public void Each_lens_of_a_recorder_is_a_camera_with_a_name_of_its_own_and_who_told_nothing_a_comment_wherever_it_stands()
    {
        var silent = new DiscoveredCamera { Address = "192.0.2.9", Answer = CameraAnswer.WantsLogin };
        var recorder = new DiscoveredCamera
        {
            Address = "192.0.2.10",
            Name = "북문 Gate #1",
            Answer = CameraAnswer.Answered,
            Profiles =
            [
                Profile("1", "a/main", 1920), Profile("1", "a/sub", 640), Profile("1", "a/tiny", 352),
                Profile("2", "b/main", 1280), Profile("2", "b/tiny", 352),
                Profile("3", "c/odd", 1280) with { Codec = "mpeg4" },
            ],
        };

        var cameras = Snippet([silent, recorder, silent]);

        Assert.Equal(
            [("gate-1", "rtsp://192.0.2.10/a/main", "rtsp://192.0.2.10/a/sub"), ("gate-1-2", "rtsp://192.0.2.10/b/main", null)],
            cameras.Select(camera => (Text(camera, "id")!, Text(camera, "url")!, Text(camera, "detectionUrl"))));
    }

    [Theory]
    [InlineData("", "camera")]
    [InlineData("문", "camera")]
    [InlineData("A very long name of a camera that goes on", "a-very-long-name-of-a-camera")]
    public void A_name_becomes_an_id_that_the_configuration_takes(string name, string id)
    {
        var camera = new DiscoveredCamera { Address = "192.0.2.10", Name = name, Answer = CameraAnswer.Answered, Profiles = [Profile("1", "main", 1920)] };

        Assert.Equal(id, Text(Assert.Single(Snippet([camera])), "id"));
    }

    private static StreamProfile Profile(string source, string path, int width) => new()
    {
        Name = path, Source = source, Codec = "h264", Width = width, Height = width * 9 / 16, Url = $"rtsp://192.0.2.10/{path}",
    };

    private static List<JsonElement> Snippet(IReadOnlyList<DiscoveredCamera> cameras)
    {
        using var output = new StringWriter();
        ConfigSnippet.Write(output, cameras, credentialsFile: null);
        return [.. JsonDocument.Parse($"{{{output}}}", WithComments).RootElement.GetProperty("cameras").EnumerateArray()];
    }

    private static string? Text(JsonElement camera, string name) => camera.TryGetProperty(name, out var value) ? value.GetString() : null;
}
