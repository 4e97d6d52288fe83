using System.Text.Json;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli;

public sealed class AnalyzeTests : IDisposable
{
    private const string Meadow = "0.4,0.71,0.93,0.71,0.97,0.93,0.36,0.93";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("5")]
    [InlineData("0")]
    public async Task The_scene_gives_the_one_intrusion_that_its_ground_truth_has(string rate)
    {
        var (enters, leaves) = TrueVisit(figure: "a");

        var events = await EventsAsync(Path.Combine(Checkout.Scene, "park.mp4"), "--zone", Meadow, "--rate", rate);

        Assert.Equal(["start", "end"], events.Select(e => e.GetProperty("phase").GetString()));
        // The rule waits half a second inside before it fires, and a second outside before it ends.
        Assert.Equal(enters + 0.5, Seconds(events[0]), tolerance: 0.6);
        Assert.Equal(leaves + 1, Seconds(events[1]), tolerance: 0.6);
    }

    [Fact]
    public async Task Pictures_are_written_for_each_event_and_at_a_steady_pace()
    {
        var pictures = _directory["pictures"];
        await EventsAsync(Path.Combine(Checkout.Scene, "park.mp4"), "--zone", Meadow, "--pictures", pictures, "--every", "6");

        var names = Directory.GetFiles(pictures).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(6, names.Count);
        Assert.Single(names, name => name!.Contains("intrusion-start", StringComparison.Ordinal));
        Assert.Equal("1280,720", Tool.FFprobe("-show_entries", "stream=width,height", "-of", "csv=p=0", Path.Combine(pictures, names[0]!)).Trim());
    }

    [Theory]
    [InlineData("missing.mp4", "file/not-found")]
    [InlineData("text.mp4", "file/not-video")]
    [InlineData("empty.mp4", "file/not-video")]
    [InlineData("sound.mp4", "file/")]
    [InlineData("truncated.mp4", "file/")]
    public async Task A_file_that_cannot_be_analysed_is_one_line_with_a_remedy(string name, string code)
    {
        Make(name);
        var result = await AgentProgram.RunAsync("analyze", _directory[name], "--model", Checkout.Model);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith($"edgeagent: {code}", result.SingleError(), StringComparison.Ordinal);
        Assert.EndsWith(")", result.SingleError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.1,0.1,0.9,0.1")]
    [InlineData("0.1,0.1,0.9,0.1,0.9")]
    [InlineData("0,0,1,0,1,7")]
    [InlineData("here")]
    public async Task A_zone_that_is_none_is_wrong_usage(string zone)
    {
        var result = await AgentProgram.RunAsync("analyze", "x.mp4", "--zone", zone);

        Assert.Equal(ExitCode.Wrong, result.ExitCode);
        Assert.Contains("--zone", result.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zone_that_crosses_itself_is_refused()
    {
        var result = await AgentProgram.RunAsync(
            "analyze", Path.Combine(Checkout.Scene, "park.mp4"), "--model", Checkout.Model, "--zone", "0,0,1,1,1,0,0,1");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("config/zone-crosses-itself", result.SingleError(), StringComparison.Ordinal);
    }

    private static double Seconds(JsonElement data) => data.GetProperty("mediaTimeNanoseconds").GetInt64() / 1e9;

    /// <summary>When the figure's foot point is inside the scene's zone, by its ground truth.</summary>
    private static (double Enters, double Leaves) TrueVisit(string figure)
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Scene, "park.json")));
        var polygon = truth.RootElement.GetProperty("zone").EnumerateArray().Select(p => new Domain.NormalizedPoint(p[0].GetSingle(), p[1].GetSingle()));
        var zone = new Domain.Zone("meadow", "Meadow", [.. polygon]);
        var inside = truth.RootElement.GetProperty("frames").EnumerateArray()
            .Where(frame => frame.GetProperty("figures").EnumerateArray().Any(f => f.GetProperty("id").GetString() == figure && zone.Contains(Foot(f))))
            .Select(frame => frame.GetProperty("seconds").GetDouble())
            .ToList();
        return (inside[0], inside[^1]);
    }

    private static Domain.NormalizedPoint Foot(JsonElement figure)
    {
        var box = figure.GetProperty("box");
        return new Domain.BoundingBox(box[0].GetSingle(), box[1].GetSingle(), box[2].GetSingle(), box[3].GetSingle()).FootPoint;
    }

    private static async Task<List<JsonElement>> EventsAsync(string file, params string[] arguments)
    {
        var result = await AgentProgram.RunAsync(["analyze", file, "--model", Checkout.Model, .. arguments]);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return [.. result.Output.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data"))];
    }

    private void Make(string name)
    {
        using var videos = new MadeVideos();
        switch (name)
        {
            case "text.mp4":
                File.WriteAllText(_directory[name], "this is no video");
                break;
            case "empty.mp4":
                File.WriteAllText(_directory[name], "");
                break;
            case "sound.mp4":
                File.Copy(videos.OnlySound, _directory[name]);
                break;
            case "truncated.mp4":
                var whole = File.ReadAllBytes(videos.Plain);
                File.WriteAllBytes(_directory[name], whole[..(whole.Length / 2)]);
                break;
        }
    }
}
