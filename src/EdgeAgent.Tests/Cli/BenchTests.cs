using System.Text.Json;
using EdgeAgent.Diagnostics;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli;

public sealed class BenchTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    /// <summary>A person who stands still: she is tracked in every frame, and nothing begins or ends.</summary>
    private string Still => videos.Make(
        "still.mp4",
        $"-loop 1 -i {Checkout.Photograph("person.jpg")} -vf scale=640:424 -r 25 -t 20 -c:v libx264 -preset veryfast -pix_fmt yuv420p -bf 0 -g 50");

    [Fact]
    public async Task A_thousand_frames_in_which_nothing_begins_or_ends_allocate_nothing_each()
    {
        // The file is as long as it takes, and not begun again, which allocates.
        var file = videos.Make("stills.mp4", $"-stream_loop 2 -i {Still} -c copy");
        var report = await BenchAsync(file, "--frames", "1000", "--warm-up", "300");

        Assert.Equal(1000, report.GetProperty("frames").GetInt64());
        Assert.Equal(0, report.GetProperty("changes").GetInt64());

        // In runs of half a minute or more, 264 bytes come once, however many frames there are: it is not known whose they are.
        Assert.InRange(report.GetProperty("allocatedBytesPerFrame").GetDouble(), 0, 0.264);
        Assert.Equal(0, report.GetProperty("collections").GetInt32());
    }

    [Fact]
    public async Task Every_stage_is_timed_for_every_frame_and_a_short_file_begins_again()
    {
        var report = await BenchAsync(Still, "--frames", "600", "--warm-up", "20", "--against", "swscale");

        var stages = report.GetProperty("stages").EnumerateArray().ToDictionary(stage => stage.GetProperty("stage").GetString()!);

        // No rule of this run looks at the scene or at postures, and it has no regions.
        Assert.Equal(Stage.All.Except([Stage.Regions, Stage.Postures, Stage.Scene]).Select(stage => stage.Name), stages.Keys);
        Assert.All(stages.Values, stage =>
        {
            // What is at work when measuring begins is counted or not, and the decoder is ahead when it ends.
            Assert.InRange(stage.GetProperty("count").GetInt64(), 590, 1000);
            Assert.InRange(stage.GetProperty("medianMilliseconds").GetDouble(), 0.00001, stage.GetProperty("p99Milliseconds").GetDouble());
        });
        Assert.True(report.GetProperty("cpuMillisecondsPerFrame").GetDouble() > 1);
        Assert.True(report.GetProperty("peakMegabytes").GetDouble() >= report.GetProperty("startMegabytes").GetDouble());
        Assert.Equal("640×424 to 416×276", report.GetProperty("against").GetProperty("frameSize").GetString());
        Assert.True(report.GetProperty("against").GetProperty("ratio").GetDouble() > 0);
    }

    [Fact]
    public async Task Regions_are_off_unless_asked_for_and_then_a_stage_of_their_own()
    {
        var report = await BenchAsync(Still, "--frames", "60", "--warm-up", "20", "--threads", "1", "--regions", "2");

        var stages = report.GetProperty("stages").EnumerateArray().ToDictionary(stage => stage.GetProperty("stage").GetString()!);
        Assert.Equal(Stage.All.Except([Stage.Postures, Stage.Scene]).Select(stage => stage.Name), stages.Keys);

        // One who stands close needs no closer look: the other region of each frame is the one in turn.
        Assert.InRange(stages["inference"].GetProperty("count").GetInt64(), 115, 130);
    }

    [Fact]
    public async Task What_cannot_be_measured_is_one_line()
    {
        await AssertFails(1, "file/not-found", "/nowhere.mp4");
        await AssertFails(2, "--threads '0'", Still, "--threads", "0");
        await AssertFails(2, "--frames '0'", Still, "--frames", "0");
        await AssertFails(1, "of which 2000 warm up", Still, "--warm-up", "2000");
        await AssertFails(2, "--regions '9'", Still, "--regions", "9");
        await AssertFails(2, "opencv", Still, "--against", "opencv");
    }

    private static async Task AssertFails(int exitCode, string says, params string[] arguments)
    {
        var result = await InProcess.RunAsync(["bench", "--model", Checkout.Model, .. arguments]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(says, string.Join('\n', result.Errors), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> BenchAsync(string file, params string[] arguments)
    {
        // The runtime compiles again, in the background, what is used much, and makes threads for it and for the pool now and then: here it is not to.
        await using var running = RunningProgram.Start(
            AgentProgram.Path, ["bench", file, "--model", Checkout.Model, "--json", .. arguments], ("DOTNET_TieredCompilation", "0"),
            ("DOTNET_ThreadPool_ThreadTimeoutMs", "7FFFFFFF"));
        var result = await running.WaitForEndAsync();
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return JsonDocument.Parse(string.Join('\n', result.Output)).RootElement;
    }
}
