using System.Text.Json;
using EdgeAgent.Parts;
using SkiaSharp;

namespace EdgeAgent.Cli;

public sealed class CameraCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static string Scene => Path.Combine(Checkout.Scene, "park.mp4");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_probe_measures_what_the_camera_really_sends()
    {
        await using var camera = await SimulatedCamera.StartAsync(Scene);

        var result = await AgentProgram.RunAsync("camera", "probe", camera.Url, "--seconds", "3", "--json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        var facts = JsonDocument.Parse(string.Concat(result.Output)).RootElement;
        Assert.Equal("h264", facts.GetProperty("codec").GetString());
        Assert.Equal(1280, facts.GetProperty("width").GetInt32());
        Assert.Equal(12.5, facts.GetProperty("measuredFrameRate").GetDouble(), tolerance: 0.5);
    }

    [Fact]
    public async Task A_snapshot_shows_the_configured_zones_on_the_picture()
    {
        await using var camera = await SimulatedCamera.StartAsync(Scene);
        using var pole = new PoleFile(camera.Url, brokerPort: 1);

        var plain = await SnapshotAsync("plain.png", camera.Url);
        var drawn = await SnapshotAsync("drawn.png", camera.Url, "--grid", "--config", pole.Path);

        Assert.Equal((1280, 720), (plain.Width, plain.Height));
        var inZone = (X: (int)(0.65 * 1280), Y: (int)(0.85 * 720));
        Assert.NotEqual(plain.GetPixel(inZone.X, inZone.Y), drawn.GetPixel(inZone.X, inZone.Y));

        // Nothing is drawn over the picture but lines, labels and zones.
        var nothing = (X: (int)(0.55 * 1280), Y: (int)(0.25 * 720));
        AssertAlike(plain.GetPixel(nothing.X, nothing.Y), drawn.GetPixel(nothing.X, nothing.Y));
    }

    [Theory]
    [InlineData("rtsp://127.0.0.1:1/x", "camera/unreachable")]
    [InlineData("http://127.0.0.1/x", "camera/address")]
    [InlineData("/nowhere.mp4", "file/not-found")]
    public async Task What_cannot_be_looked_at_is_one_line(string url, string code)
    {
        var result = await AgentProgram.RunAsync("camera", "snapshot", url, "--out", _directory["x.png"]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith($"edgeagent: {code}", result.SingleError(), StringComparison.Ordinal);
        Assert.False(File.Exists(_directory["x.png"]));
    }

    [Fact]
    public async Task A_picture_that_cannot_be_written_is_one_line()
    {
        var result = await AgentProgram.RunAsync("camera", "snapshot", Scene, "--out", _directory["none/x.png"]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("edgeagent: file/unwritable", result.SingleError(), StringComparison.Ordinal);
    }

    private async Task<SKBitmap> SnapshotAsync(string name, string url, params string[] arguments)
    {
        var result = await AgentProgram.RunAsync(["camera", "snapshot", url, "--out", _directory[name], .. arguments]);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return SKBitmap.Decode(_directory[name]);
    }

    // Both are the first picture of the stream, decoded twice.
    private static void AssertAlike(SKColor expected, SKColor actual) =>
        Assert.InRange(Math.Abs(expected.Red - actual.Red) + Math.Abs(expected.Green - actual.Green) + Math.Abs(expected.Blue - actual.Blue), 0, 24);
}
