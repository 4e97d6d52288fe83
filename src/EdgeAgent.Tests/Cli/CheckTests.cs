using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Center;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli;

public sealed class CheckTests
{
    [Fact]
    public async Task A_pole_with_nothing_wrong_passes()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var camera = await SimulatedCamera.StartAsync(Path.Combine(Checkout.Scene, "park.mp4"));
        using var pole = new PoleFile(camera.Url, broker.Port);

        var (code, lines) = await CheckAsync(pole);

        Assert.Equal(ExitCode.Done, code);
        Assert.DoesNotContain("failed", lines.Values.Select(line => line.Verdict));
        Assert.Contains("h264 1280x720", lines["camera park"].Finding, StringComparison.Ordinal);
        Assert.Contains("keyframe every 2.0 s", lines["camera park"].Finding, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d Mbit/s: \d+ \wB for 30 days; [\d.]+ \wB here hold \d+\.\d days$", lines["recordings"].Finding);
        Assert.Contains("nanodet-g-416", lines["model"].Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_found_in_one_go_each_with_a_remedy()
    {
        using var pole = new PoleFile("rtsp://127.0.0.1:1/x", brokerPort: 1, c => c["model"]!["directory"] = "/nowhere");
        File.WriteAllText(pole.DataDirectory, "a file");

        var (code, lines) = await CheckAsync(pole);

        Assert.Equal(ExitCode.Failed, code);
        string[] failed = ["data directory", "model", "broker", "camera park"];
        Assert.All(failed, subject => Assert.Equal("failed", lines[subject].Verdict));
        Assert.All(failed, subject => Assert.NotEmpty(lines[subject].Remedy!));
    }

    [Fact]
    public async Task A_camera_whose_pictures_cannot_be_looked_at_fails_with_what_to_set_on_it()
    {
        using var videos = new MadeVideos();
        await using var camera = await SimulatedCamera.StartAsync(videos.HevcMain10);
        using var pole = new PoleFile(camera.Url, brokerPort: 1);

        var (_, lines) = await CheckAsync(pole);

        Assert.Equal("failed", lines["camera park"].Verdict);
        Assert.StartsWith("video/unsupported-format: pictures are yuv420p10le", lines["camera park"].Finding, StringComparison.Ordinal);
        Assert.Contains("H.265 Main profile", lines["camera park"].Remedy!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_whose_pictures_cannot_be_looked_at_may_be_recorded()
    {
        using var videos = new MadeVideos();
        await using var main = await SimulatedCamera.StartAsync(videos.HevcMain10);
        await using var small = await SimulatedCamera.StartAsync(videos.Plain);
        using var pole = new PoleFile(main.Url, brokerPort: 1, c => c["cameras"]![0]!["detectionUrl"] = small.Url);

        var (_, lines) = await CheckAsync(pole);

        Assert.NotEqual("failed", lines["camera park"].Verdict);
        Assert.NotEqual("failed", lines["camera park, detection"].Verdict);
    }

    [Fact]
    public async Task A_broken_configuration_is_checked_as_far_as_it_goes()
    {
        using var pole = new PoleFile("rtsp://127.0.0.1:1/x", brokerPort: 1, c => c["cameras"]![0]!["zones"] = new JsonArray());

        var result = await AgentProgram.RunAsync("check", "--config", pole.Path);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(result.Output, line => line.StartsWith("failed   configuration", StringComparison.Ordinal));
        Assert.Contains(result.Output, line => line.StartsWith("ok       ffmpeg", StringComparison.Ordinal));
    }

    private static async Task<(int Code, Dictionary<string, Line> Lines)> CheckAsync(PoleFile pole)
    {
        var result = await AgentProgram.RunAsync("check", "--config", pole.Path, "--json");
        var lines = result.Output.Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(
            e => e.GetProperty("subject").GetString()!,
            e => new Line(
                e.GetProperty("verdict").GetString()!,
                e.GetProperty("finding").GetString()!,
                e.TryGetProperty("remedy", out var remedy) ? remedy.GetString() : null));
        return (result.ExitCode, lines);
    }

    private sealed record Line(string Verdict, string Finding, string? Remedy);
}
