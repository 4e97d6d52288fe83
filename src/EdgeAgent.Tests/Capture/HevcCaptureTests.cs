using System.Text.Json;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Cli;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Capture;

/// <summary>What H.265 has and H.264 has not: three parameter sets, keyframes that are no new beginning, and ten bits.</summary>
public sealed class HevcCaptureTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private const int FirstCra = 27;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mpegts", "ts")]
    [InlineData("matroska", "mkv")]
    [InlineData("hevc", "hevc")]
    public async Task Joined_in_the_middle_the_first_picture_is_the_first_keyframe(string format, string extension)
    {
        var whole = await DecodeAsync(videos.HevcWithOpenGroups);
        var path = videos.Make(
            $"joined.{extension}", $"-i {videos.HevcWithOpenGroups} -c copy -copyinkf -bsf:v noise=drop='lt(n,10)' -f {format}");
        var joined = await DecodeAsync(path);
        Assert.Equal(100, whole.Frames.Count);
        Assert.Equal(90, joined.Packets.Count);
        Assert.Equal(whole.Frames.Skip(FirstCra).Select(frame => frame.Hash), joined.Frames.Select(frame => frame.Hash));
    }

    [Fact]
    public async Task A_camera_joined_in_the_middle_shows_no_picture_that_leans_on_what_was_missed()
    {
        var file = (await DecodeAsync(videos.HevcWithOpenGroups)).Frames.Select(frame => frame.Hash).ToList();
        await using var camera = await SimulatedCamera.StartAsync(videos.HevcWithOpenGroups);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var (first, second) = (new CollectingSink(), new CollectingSink());
        var watching = Source(camera.Url).RunAsync(first, cancel.Token);
        await await Task.WhenAny(watching, first.FramesReached(5));
        var joining = Source(camera.Url).RunAsync(second, cancel.Token);
        await await Task.WhenAny(joining, second.FramesReached(80));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(watching, joining));

        var at = file.IndexOf(second.Frames[0].Hash);
        Assert.Equal(0, at % FirstCra);
        Assert.Equal(file.Concat(file).Skip(at).Take(80), second.Frames.Take(80).Select(frame => frame.Hash));
    }

    [Fact]
    public async Task Probe_and_snapshot_name_the_codec_and_take_the_picture()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Hevc);
        var probe = await AgentProgram.RunAsync("camera", "probe", camera.Url, "--seconds", "2", "--json");
        Assert.Equal(ExitCode.Done, probe.ExitCode);
        var facts = JsonDocument.Parse(string.Concat(probe.Output)).RootElement;
        Assert.Equal("hevc", facts.GetProperty("codec").GetString());
        Assert.Equal(25, facts.GetProperty("keyframeInterval").GetInt32());
        Assert.True(facts.GetProperty("hasBFrames").GetBoolean());
        Assert.Equal(0, facts.GetProperty("decodeErrors").GetInt32());

        var picture = Path.Combine(videos.NewDirectory(), "picture.png");
        var snapshot = await AgentProgram.RunAsync("camera", "snapshot", camera.Url, "--out", picture);
        Assert.Equal(ExitCode.Done, snapshot.ExitCode);
        Assert.True(File.Exists(picture));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Parameter_sets_may_be_announced_or_sent_or_both(bool announced, bool sent)
    {
        var path = videos.Make("camera.hevc", "-f lavfi -i testsrc2=s=320x240:r=25:d=2 -c:v libx265 -pix_fmt yuv420p -x265-params log-level=none:bframes=0:keyint=25:repeat-headers=1");
        var rtp = new HevcRtp(path);
        await using var camera = MisbehavingCamera.Announcing(rtp.Announcement(announced), rtp.Packets(sent));
        var file = (await DecodeAsync(path)).Frames.Select(frame => frame.Hash).ToList();
        Assert.Equal(50, file.Count);
        Assert.Equal(file.Take(49), (await WatchAsync(camera.Url, 49)).Frames.Take(49).Select(frame => frame.Hash));
    }

    [Fact]
    public async Task Without_any_parameter_sets_there_is_no_picture_and_it_says_so()
    {
        var rtp = new HevcRtp(videos.Make("bare.hevc", $"-i {videos.Hevc} -c copy"));
        await using var camera = MisbehavingCamera.Announcing(rtp.Announcement(false), rtp.Packets(false));
        var fault = await Assert.ThrowsAsync<FFmpegException>(() => WatchAsync(camera.Url, 1));
        Assert.Equal("camera/no-video", fault.Problem.Code);
    }

    [Fact]
    public async Task A_camera_that_changes_its_resolution_goes_on()
    {
        var (whole, parts) = videos.HevcThatChangesItsSize;
        List<string> expected = [];
        foreach (var part in parts)
        {
            expected.AddRange((await DecodeAsync(part)).Frames.Select(frame => frame.Hash));
        }

        Assert.Equal(150, expected.Count);
        Assert.Equal(expected, (await DecodeAsync(whole)).Frames.Select(frame => frame.Hash));
        await using var camera = await SimulatedCamera.StartAsync(whole, "--speed", "2");
        Assert.Equal(expected, (await WatchAsync(camera.Url, 150)).Frames.Take(150).Select(frame => frame.Hash));
    }

    [Fact]
    public async Task Ten_bits_are_refused_with_what_to_set_on_the_camera()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.HevcMain10);
        foreach (var url in (string[])[videos.HevcMain10, camera.Url])
        {
            var fault = await Assert.ThrowsAsync<FFmpegException>(() => Source(url).RunAsync(new CollectingSink(), Token));
            Assert.Equal("video/unsupported-format", fault.Problem.Code);
            Assert.Contains("yuv420p10le", fault.Message, StringComparison.Ordinal);
            Assert.Contains("H.265 Main profile (not Main 10", fault.Problem.Remedy, StringComparison.Ordinal);
        }
    }

    private static async Task<CollectingSink> WatchAsync(string url, int frames)
    {
        var sink = new CollectingSink();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = Source(url).RunAsync(sink, cancel.Token);
        await await Task.WhenAny(running, sink.FramesReached(frames));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        return sink;
    }

    private static async Task<CollectingSink> DecodeAsync(string path)
    {
        var sink = new CollectingSink();
        await Source(path, new FileMediaClock(default)).RunAsync(sink, Token);
        return sink;
    }

    private static VideoSource Source(string url, IMediaClock? clock = null) =>
        new(new CaptureOptions { Url = url }, clock ?? new SystemMediaClock(TimeProvider.System), NullLogger<VideoSource>.Instance);
}
