using System.Text.Json.Nodes;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Capture.Health;
using EdgeAgent.Diagnostics;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Capture;

/// <summary>Cameras differ in how they send a stream; its pictures are the same.</summary>
public sealed class OddCameraTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("h264", "tcp", "--parameter-sets", "sdp")]
    [InlineData("h264", "tcp", "--parameter-sets", "band")]
    [InlineData("hevc", "tcp", "--parameter-sets", "sdp")]
    [InlineData("hevc", "tcp", "--parameter-sets", "band")]
    [InlineData("h264", "udp", "--transport", "udp")]
    [InlineData("hevc", "udp", "--transport", "udp")]
    [InlineData("h264", "tcp", "--audio", "beside")]
    [InlineData("h264", "tcp", "--stamps", "wrap", "--stamps-after", "2")]
    [InlineData("h264", "tcp", "--wall-clock", "2001-01-01T00:00:00Z")]
    public async Task The_pictures_are_those_of_the_file(string codec, string transport, params string[] arguments)
    {
        var path = codec == "hevc" ? videos.Hevc : videos.WithBFrames;
        await using var camera = await SimulatedCamera.StartAsync(path, arguments);
        var live = await ShowAsync(Source(camera.Url, transport), 100);
        var file = new CollectingSink();
        await new VideoSource(new CaptureOptions { Url = path }, new FileMediaClock(default), NullLogger<VideoSource>.Instance).RunAsync(file, Token);
        Assert.Equal(file.Frames.Select(frame => frame.Hash), live.Frames.Take(100).Select(frame => frame.Hash));
    }

    [Fact]
    public async Task A_camera_may_send_JPEG()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain, "--mjpeg");
        var sink = await ShowAsync(Source(camera.Url), 50);
        Assert.Equal(("mjpeg", 320, 240), (sink.Stream!.Codec, sink.Stream.Width, sink.Stream.Height));
        Assert.All(sink.Packets, packet => Assert.True(packet.IsKeyframe));
        Assert.Equal(50, sink.Frames.Take(50).Select(frame => frame.Hash).Distinct().Count());
    }

    [Fact]
    public async Task A_resolution_may_change_in_mid_stream_and_the_connection_goes_on()
    {
        var small = videos.Make("small.mp4", "-f lavfi -i testsrc2=s=160x120:r=25:d=2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -bf 0 -g 25");
        List<string> file = [];
        foreach (var path in (string[])[videos.Plain, small])
        {
            var sink = new CollectingSink();
            await new VideoSource(new CaptureOptions { Url = path }, new FileMediaClock(default), NullLogger<VideoSource>.Instance).RunAsync(sink, Token);
            file.AddRange(sink.Frames.Select(frame => frame.Hash));
        }

        await using var camera = await SimulatedCamera.StartAsync(videos.Plain, small);
        var source = Source(camera.Url);
        var live = await ShowAsync(source, file.Count + 20);
        Assert.Equal([.. file, .. file.Take(20)], live.Frames.Take(file.Count + 20).Select(frame => frame.Hash));
        Assert.Equal(1, source.Statistics.Connections);
    }

    [Theory]
    [InlineData("jump")]
    [InlineData("back")]
    [InlineData("zero")]
    [InlineData("wrap")]
    public async Task Time_stamps_may_lie_and_the_pictures_times_go_on(string kind)
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain, "--stamps", kind, "--stamps-after", "2");
        var clock = new SystemMediaClock(TimeProvider.System);
        var begun = clock.Now;
        var source = Source(camera.Url);
        var sink = await ShowAsync(source, 100);
        var ended = clock.Now;
        var times = sink.Frames.Take(100).Select(frame => frame.Time).ToList();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.True(times[0] >= begun && times[^1] <= ended);
        Assert.Equal(1, source.Statistics.Connections);
    }

    [Fact]
    public async Task Sound_beside_the_pictures_is_never_set_up()
    {
        var log = Path.Combine(videos.NewDirectory(), "requests.jsonl");
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain, "--audio", "beside", "--log", log);
        await ShowAsync(Source(camera.Url), 10);
        var events = File.ReadLines(log).Select(line => JsonNode.Parse(line)!["event"]!.GetValue<string>()).ToList();
        Assert.Equal(["CONNECT", "DESCRIBE", "SETUP", "PLAY"], events.Take(4));
        Assert.Equal(1, events.Count(name => name == "SETUP"));
    }

    [Fact]
    public async Task A_camera_that_sends_only_sound_has_no_video()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain, "--audio", "only");
        var fault = await Assert.ThrowsAsync<FFmpegException>(() => Source(camera.Url).RunAsync(new CollectingSink(), Token));
        Assert.Equal("camera/no-video", fault.Problem.Code);
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("hevc")]
    public async Task Packets_without_a_picture_in_them_are_undecodable_and_not_stalled(string codec)
    {
        await using var camera = await SimulatedCamera.StartAsync(codec == "hevc" ? videos.Hevc : videos.Plain, "--undecodable");
        var source = Source(camera.Url);
        var sink = new CollectingSink();
        await Assert.ThrowsAsync<FFmpegException>(() => source.RunAsync(sink, Token));
        Assert.Equal(StreamState.Undecodable, source.Health.Status.State);
        Assert.Empty(sink.Frames);
    }

    private static async Task<CollectingSink> ShowAsync(VideoSource source, int frames)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sink = new CollectingSink();
        var running = source.RunAsync(sink, cancel.Token);
        await await Task.WhenAny(running, sink.FramesReached(frames));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        return sink;
    }

    private static VideoSource Source(string url, string transport = "tcp") =>
        new(
            new CaptureOptions { Url = url, Transport = transport == "udp" ? CaptureTransport.Udp : CaptureTransport.Tcp },
            new SystemMediaClock(TimeProvider.System),
            NullLogger<VideoSource>.Instance);
}
