using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Capture;

/// <summary>That what the tests take for a camera shows its file: all of it, and nothing else, over its seam too.</summary>
public sealed class SimulatedCameraTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("h264")]
    [InlineData("hevc")]
    [InlineData("hevc with open groups")]
    [InlineData("hevc that begins in the middle of open groups")]
    public async Task The_file_is_shown_again_and_again_without_a_seam(string kind)
    {
        var path = kind switch
        {
            "h264" => videos.WithBFrames,
            "hevc" => videos.Hevc,
            "hevc with open groups" => videos.HevcWithOpenGroups,
            _ => videos.Make("joined.ts", $"-ss 2 -i {videos.HevcWithOpenGroups} -c copy -f mpegts"),
        };
        var once = new CollectingSink();
        await Source(path, new FileMediaClock(default)).RunAsync(once, Token);
        var count = (2 * once.Frames.Count) + 5;

        await using var camera = await SimulatedCamera.StartAsync(path, "--speed", "4");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var live = new CollectingSink();
        var running = Source(camera.Url, new SystemMediaClock(TimeProvider.System)).RunAsync(live, cancel.Token);
        await await Task.WhenAny(running, live.FramesReached(count));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        var file = once.Frames.Select(frame => frame.Hash).ToList();
        Assert.Equal([.. file, .. file, .. file.Take(5)], live.Frames.Take(count).Select(frame => frame.Hash));
    }

    [Theory]
    [InlineData("vp9.mkv", "-f lavfi -i testsrc2=s=64x48:r=5:d=1 -c:v libvpx-vp9")]
    [InlineData("sound.mp4", "-f lavfi -i sine=d=1")]
    public void A_file_that_no_camera_could_send_is_refused_in_one_line(string name, string arguments)
    {
        var path = videos.Make(name, arguments);
        var (exitCode, _, errors) = SimulatedCamera.Run(path);
        Assert.Equal(2, exitCode);
        Assert.StartsWith($"simulated camera: {path}: no H.264 or H.265 video in it", errors, StringComparison.Ordinal);
        Assert.EndsWith("; convert it: ffmpeg -i IN -an -c:v libx264 OUT.mp4\n", errors, StringComparison.Ordinal);
        Assert.Equal(1, errors.Count(c => c == '\n'));
    }

    private static VideoSource Source(string url, IMediaClock clock) =>
        new(new CaptureOptions { Url = url }, clock, NullLogger<VideoSource>.Instance);
}
