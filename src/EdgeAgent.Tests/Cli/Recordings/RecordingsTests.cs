using System.Text.Json.Nodes;
using EdgeAgent.Parts;
using EdgeAgent.Recording.Index;

namespace EdgeAgent.Cli.Recordings;

public sealed class RecordingsTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_recorded_is_listed_with_its_gaps_with_and_without_the_index(bool withIndex)
    {
        using var pole = await RecordAsync();
        if (!withIndex)
        {
            File.Delete(Path.Combine(pole.DataDirectory, "recordings", SegmentIndex.FileName));
        }

        var ranges = JsonNode.Parse(string.Join('\n', await RunAsync(pole, "list", "--json")))!.AsArray();
        Assert.Equal(3, ranges.Count);
        Assert.Equal("2026-07-01T12:00:10Z", ranges[0]!["start"]!.GetValue<DateTimeOffset>().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal([4.0, 4, 4], ranges.Select(range => range!["durationSeconds"]!.GetValue<double>()));
        Assert.Equal([null, 6.0, 16], ranges.Select(range => range!["gapSeconds"]?.GetValue<double>()));
        Assert.Equal(["h264", "hevc", "h264"], ranges.Select(range => range!["codec"]!.GetValue<string>()));

        var text = await RunAsync(pole, "list", "--camera", "gate", "--from", "2026-07-01T12:00:20Z", "--to", "2026-07-01T12:00:30Z");
        Assert.Equal(2, text.Count);
        Assert.Contains("hevc 320x240", text[1], StringComparison.Ordinal);
        Assert.Equal(["nothing was recorded"], await RunAsync(pole, "list", "--camera", "yard"));
    }

    [Fact]
    public async Task A_hold_is_added_listed_and_released()
    {
        using var pole = await RecordAsync();
        var added = await RunAsync(
            pole, "hold", "add", "--camera", "park", "--from", "2026-07-01T12:00:00Z", "--to", "2026-07-01T12:01:00Z", "--until", "2999-01-01T00:00:00Z",
            "--reason", "case 7", "--json");
        var id = JsonNode.Parse(string.Join('\n', added))!["id"]!.GetValue<string>();
        Assert.Contains("case 7", Assert.Single(await RunAsync(pole, "hold", "list")), StringComparison.Ordinal);
        Assert.Empty(await RunAsync(pole, "hold", "release", id));
        Assert.Equal(["nothing is held"], await RunAsync(pole, "hold", "list"));

        var unknown = await AgentProgram.RunAsync(
            "recordings", "hold", "add", "--config", pole.Path, "--camera", "nobody", "--from", "2026-07-01", "--to", "2026-07-02", "--until", "2999-01-01", "--reason", "x");
        Assert.Equal(ExitCode.Wrong, unknown.ExitCode);
        var wrong = await AgentProgram.RunAsync("recordings", "list", "--config", pole.Path, "--from", "noonish");
        Assert.Equal(ExitCode.Wrong, wrong.ExitCode);
    }

    private static async Task<List<string>> RunAsync(PoleFile pole, params string[] arguments)
    {
        var result = await AgentProgram.RunAsync(["recordings", .. arguments, "--config", pole.Path]);
        Assert.True(result.ExitCode == ExitCode.Done, string.Join('\n', result.Errors));
        return [.. result.Output];
    }

    private async Task<PoleFile> RecordAsync()
    {
        var pole = new PoleFile("rtsp://127.0.0.1:1/x", 1);
        using var run = new RecordingRun(Path.Combine(pole.DataDirectory, "recordings"));
        await run.FeedAsync(videos.Plain, 10);
        await run.FeedAsync(videos.Hevc, 20);
        await run.FeedAsync(videos.Plain, 40);
        await run.StopAsync();
        return pole;
    }
}
