using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline.Statics;
using EdgeAgent.Recording.Disk;

namespace EdgeAgent.Cli.RuleTrial;

public sealed class RulesTryTests : IDisposable
{
    private const string Meadow = "0.4,0.71,0.93,0.71,0.97,0.93,0.36,0.93";

    private static readonly string Park = Path.Combine(Checkout.Scene, "park.mp4");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Of_three_people_one_fired_and_two_are_told_why_not()
    {
        var sheet = _directory["why.png"];
        var result = await AgentProgram.RunAsync("rules", "try", Park, "--model", Checkout.Model, "--zone", Meadow, "--sheet", sheet);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.StartsWith("intrusion (intrusion): 1 event", result.Output[0], StringComparison.Ordinal);
        Assert.Single(result.Output, line => line.Contains("FIRED at 0:0", StringComparison.Ordinal));
        Assert.True(result.Output.Count(line => line.Contains("never with its foot point inside the zone", StringComparison.Ordinal)) >= 2);
        Assert.True(new FileInfo(sheet).Length > 10_000);
    }

    [Fact]
    public async Task A_program_reads_how_near_a_track_came()
    {
        var result = await AgentProgram.RunAsync(
            "rules", "try", Park, "--config", Configuration(minimumSeconds: 60), "--model", Checkout.Model, "--rule", "stay", "--json");

        using var json = JsonDocument.Parse(string.Concat(result.Output));
        var rule = Assert.Single(json.RootElement.GetProperty("rules").EnumerateArray());
        Assert.Equal(("stay", 0), (rule.GetProperty("id").GetString(), rule.GetProperty("events").GetInt32()));
        var near = Assert.Single(rule.GetProperty("tracks").EnumerateArray(), track => track.GetProperty("condition").GetString() == "seconds inside the zone");
        Assert.InRange(near.GetProperty("value").GetDouble(), 4, 10);
        Assert.Equal(60, near.GetProperty("needed").GetDouble());
    }

    [Fact]
    public async Task Of_a_video_that_breaks_off_it_tells_what_was_readable_and_that_it_broke_off()
    {
        var (whole, cut) = (_directory["whole.mp4"], _directory["cut.mp4"]);
        Tool.FFmpeg("-i", Park, "-c", "copy", "-movflags", "+faststart", whole);
        File.WriteAllBytes(cut, File.ReadAllBytes(whole)[..(int)(new FileInfo(whole).Length * 0.6)]);

        var result = await AgentProgram.RunAsync("rules", "try", cut, "--model", Checkout.Model, "--zone", Meadow, "--sheet", _directory["why.png"]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("intrusion (intrusion): 1 event", result.Output[0], StringComparison.Ordinal);
        Assert.StartsWith("edgeagent: file/truncated", result.Errors[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(_directory["why.png"]));
    }

    [Fact]
    public async Task What_the_camera_has_learned_to_drop_is_dropped_and_nothing_is_taught()
    {
        var book = new StaticsBook(DataPaths.Statics(_directory["data"]), new CameraId("park"), SystemDisk.Instance);
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Scene, "park.json")));
        var boxes = truth.RootElement.GetProperty("frames").EnumerateArray().SelectMany(frame => frame.GetProperty("figures").EnumerateArray())
            .Where((_, i) => i % 10 == 0)
            .Select((figure, i) => new StaticEntry(
                i + 1, "person", [.. figure.GetProperty("box").EnumerateArray().Select(part => part.GetSingle())], 0.1f, 500, null, 0, 0));
        book.Write(new StaticsDocument(StaticsDocument.Supported, 200, [.. boxes.Take(100)]), new Dictionary<int, byte[]>());
        var written = File.ReadAllText(book.Path);

        string[] arguments = ["rules", "try", Park, "--config", Configuration(minimumSeconds: 60), "--model", Checkout.Model];
        var result = await AgentProgram.RunAsync(arguments);
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains(" static detections dropped", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Equal(written, File.ReadAllText(book.Path));

        File.WriteAllText(book.Path, "torn");
        result = await AgentProgram.RunAsync(arguments);
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.DoesNotContain("static detections", result.Errors[0], StringComparison.Ordinal);
        Assert.StartsWith("edgeagent: statics/damaged", result.Errors[1], StringComparison.Ordinal);
        Assert.Equal("torn", File.ReadAllText(book.Path));
    }

    [Theory]
    [InlineData("--rule", "nobody", "usage/rule")]
    [InlineData("--sheet", "/proc/x/why.png", "file/unwritable")]
    public async Task What_cannot_be_tried_is_said(string option, string value, string code)
    {
        var result = await AgentProgram.RunAsync("rules", "try", Park, "--model", Checkout.Model, "--zone", Meadow, option, value);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(code, result.SingleError(), StringComparison.Ordinal);
    }

    private string Configuration(double minimumSeconds)
    {
        var path = _directory["agent.json"];
        File.WriteAllText(path, $$"""
            {
              "city": "c", "pole": "p", "broker": { "host": "broker.example" }, "dataDirectory": "{{_directory["data"]}}",
              "cameras": [{
                "id": "park", "url": "rtsp://192.0.2.10/stream1",
                "zones": [{ "id": "meadow", "polygon": [[0.4, 0.71], [0.93, 0.71], [0.97, 0.93], [0.36, 0.93]] }],
                "rules": [
                  { "type": "intrusion", "id": "stay", "zone": "meadow", "minimumSeconds": {{minimumSeconds}} },
                  { "type": "intrusion", "id": "enter", "zone": "meadow" }
                ]
              }]
            }
            """);
        return path;
    }
}
