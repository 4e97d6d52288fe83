using System.Text.Json;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli;

public sealed class DemoTests
{
    [Fact]
    public async Task The_child_who_is_looked_for_is_told_and_no_decoy_and_the_clips_show_who_the_alerts_are_about()
    {
        using var directory = new TemporaryDirectory();
        var result = await DemoAsync(directory["out"]);

        Assert.True(result.ExitCode == 0, string.Join('\n', result.Output.Concat(result.Errors)));
        var events = File.ReadLines(directory["out/events.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        foreach (var type in new[] { "intrusion", "search-match" })
        {
            // One beginning and one end of the same event, and nothing of anybody else.
            Assert.Equal(
                [$"edgeagent.event.{type}.start.v1", $"edgeagent.event.{type}.end.v1"],
                events.Select(e => e.GetProperty("type").GetString()!).Where(name => name.Contains(type, StringComparison.Ordinal)));
        }

        Assert.Equal(2, events.Select(e => e.GetProperty("subject").GetString()).Distinct().Count());
        Assert.Contains(result.Output, line => line.Contains("the match is about child-like figure in a red jacket", StringComparison.Ordinal));
        var clips = Directory.GetFiles(directory["out/clips"], "*.mp4");
        Assert.Equal(2, clips.Length);
        Assert.All(clips, clip =>
        {
            Assert.True(File.Exists(Path.ChangeExtension(clip, ".json")));
            Assert.True(File.Exists(Path.ChangeExtension(clip, ".png")));
            Assert.Empty(Tool.FFmpeg("-i", clip, "-f", "null", "-"));
        });
        Assert.Equal(2, Directory.GetFiles(directory["out/stills"]).Length);
    }

    [Fact]
    public async Task Killing_the_broker_before_the_alert_and_in_the_middle_of_the_clip_loses_nothing()
    {
        using var directory = new TemporaryDirectory();
        var result = await DemoAsync(directory["out"], "--broker-outage");

        Assert.True(result.ExitCode == 0, string.Join('\n', result.Output.Concat(result.Errors)));
        Assert.Equal(2, result.Output.Count(line => line.Contains("KILLED", StringComparison.Ordinal)));
        Assert.Contains(result.Output, line => line.Contains("messages that the pole logged have arrived, ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_fails_when_the_clip_cannot_show_what_it_should()
    {
        // A street without anybody: no alert will come, and the demo must not end well.
        using var videos = new MadeVideos();
        using var directory = new TemporaryDirectory();
        var result = await DemoAsync(directory["out"], "--video", videos.Plain, "--timeout", "6");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("demo/failed", result.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_camera_cannot_show_is_named_with_the_way_to_convert_it()
    {
        using var videos = new MadeVideos();
        using var directory = new TemporaryDirectory();
        var path = videos.Make("vp9.mkv", "-f lavfi -i testsrc2=s=64x48:r=5:d=1 -c:v libvpx-vp9");
        var result = await DemoAsync(directory["out"], "--video", path);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains($"{path}: no H.264 or H.265 video in it; convert it: ", result.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_of_H_265_raises_the_same_alert_and_its_clip_shows_who_it_is_about()
    {
        using var videos = new MadeVideos();
        using var directory = new TemporaryDirectory();
        var result = await DemoAsync(directory["out"], "--video", videos.AsHevc(Path.Combine(Checkout.Scene, "park.mp4")));

        Assert.True(result.ExitCode == 0, string.Join('\n', result.Output.Concat(result.Errors)));
        var clip = Directory.GetFiles(directory["out/clips"], "*.mp4").First();
        Assert.Equal("hevc,hvc1", Tool.FFprobe("-show_entries", "stream=codec_name,codec_tag_string", "-of", "csv=p=0", clip).Trim());
        Assert.Empty(Tool.FFmpeg("-i", clip, "-f", "null", "-"));
    }

    [Theory]
    [InlineData("--model", "/nowhere", "model/missing")]
    [InlineData("--scene", "/nowhere", "demo/failed")]
    [InlineData("--video", "/nowhere.mp4", "demo/failed")]
    public async Task What_is_missing_is_named_in_one_line(string option, string value, string code)
    {
        using var directory = new TemporaryDirectory();
        var result = await DemoAsync(directory["out"], option, value);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains($"{code}: {value}", result.SingleError(), StringComparison.Ordinal);
    }

    private static Task<ProgramResult> DemoAsync(string target, params string[] arguments) => AgentProgram.RunAsync(
    [
        "demo",
        "--simulated-camera", Path.Combine(Checkout.Root, "scripts", "camera", "simulated_camera.py"),
        "--out", target,
        .. arguments.Contains("--model") ? [] : new[] { "--model", Checkout.Model },
        .. arguments.Contains("--scene") ? [] : new[] { "--scene", Checkout.Scene },
        .. arguments,
    ]);
}
