using System.Text.Json.Nodes;
using EdgeAgent.Parts;
using EdgeAgent.Recording.Segments;

namespace EdgeAgent.Cli.Recordings;

/// <summary>The real agent records a camera and is killed. What that costs to the millisecond, the campaign <c>power_cuts.sh</c> says.</summary>
public sealed class KilledRecordingTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_that_is_killed_loses_neither_index_nor_recording_and_goes_on()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.WithBFrames);
        using var pole = new PoleFile(camera.Url, 1, configuration =>
        {
            configuration["model"]!["directory"] = "/nowhere";
            configuration["recording"] = new JsonObject { ["segmentSeconds"] = 5 };
        });
        var root = Path.Combine(pole.DataDirectory, "recordings");
        long before = 0;
        for (var kill = 1; kill <= 3; kill++)
        {
            await using (AgentProgram.Start("run", "--config", pole.Path))
            {
                await Eventually.IsAsync(() => SegmentFile.Enumerate(root).Count() >= kill && Bytes(root) > before + 50_000, Token);
                var open = (await ListAsync(pole))[^1]!;
                Assert.True(open["open"]!.GetValue<bool>());
            }

            // Its end was SIGKILL.

            before = Bytes(root);
            var ranges = await ListAsync(pole);
            Assert.Equal(kill, ranges.Count);
            
            // A fragment at least: what was asked for before the kill.
            Assert.All(ranges, range => Assert.True(range!["durationSeconds"]!.GetValue<double>() > 0.5));
        }

        await using (var last = AgentProgram.Start("run", "--config", pole.Path))
        {
            await Eventually.IsAsync(() => Bytes(root) > before + 50_000, Token);
            await last.StopAsync();
        }

        Assert.All(await ListAsync(pole), range => Assert.False(range!["open"]!.GetValue<bool>()));
        Assert.All(SegmentFile.Enumerate(root), path =>
        {
            var decoded = Tool.TryRun("ffmpeg", "-nostdin", "-v", "warning", "-i", path, "-enc_time_base", "-1", "-f", "null", "-");
            Assert.Equal((0, ""), (decoded.ExitCode, decoded.Errors));
        });
    }

    private static async Task<JsonArray> ListAsync(PoleFile pole)
    {
        var result = await AgentProgram.RunAsync("recordings", "list", "--config", pole.Path, "--json");
        Assert.Equal(ExitCode.Done, result.ExitCode);
        return JsonNode.Parse(string.Join('\n', result.Output))!.AsArray();
    }

    private static long Bytes(string root) => SegmentFile.Enumerate(root).Sum(path => new FileInfo(path).Length);
}
