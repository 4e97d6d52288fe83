using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Capture;

public sealed class LiveCaptureTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Frames_arrive_in_order_and_at_the_speed_of_the_clock(bool withBFrames)
    {
        await using var camera = await SimulatedCamera.StartAsync(withBFrames ? videos.WithBFrames : videos.Plain);
        var clock = new SystemMediaClock(TimeProvider.System);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sink = new CollectingSink();
        var begun = clock.Now;
        var running = Source(camera.Url, clock).RunAsync(sink, cancel.Token);
        await await Task.WhenAny(running, sink.FramesReached(125));
        var ended = clock.Now;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        var times = sink.Frames.Take(125).Select(frame => frame.Time).ToList();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.True(times[0] >= begun && times[^1] <= ended);

        // Five loops of the file at 25 frames a second, from where time has settled on.
        var settled = times.Skip(40).ToList();
        Assert.All(settled.Zip(settled.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalMilliseconds, 35, 45));
        Assert.InRange((ended - times[^1]).TotalSeconds, 0, 0.4);
        Assert.All(sink.Packets.Zip(sink.Packets.Skip(1)), pair => Assert.True(pair.Second.Dts > pair.First.Dts));
        Assert.True(sink.Packets[0].IsKeyframe);
    }

    [Fact]
    public async Task The_pictures_of_a_camera_are_those_of_its_file()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.WithBFrames);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var live = new CollectingSink();
        var running = Source(camera.Url, new SystemMediaClock(TimeProvider.System)).RunAsync(live, cancel.Token);
        await await Task.WhenAny(running, live.FramesReached(100));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        var file = new CollectingSink();
        await Source(videos.WithBFrames, new FileMediaClock(default)).RunAsync(file, Token);
        Assert.Equal(file.Frames.Select(frame => frame.Hash), live.Frames.Take(100).Select(frame => frame.Hash));
    }

    [Fact]
    public async Task A_camera_that_dies_is_reported_as_gone_and_not_as_stalled()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain);
        var sink = new CollectingSink();
        var running = Source(camera.Url, new SystemMediaClock(TimeProvider.System)).RunAsync(sink, Token);
        await await Task.WhenAny(running, sink.FramesReached(10));
        await camera.KillAsync();
        var fault = await Assert.ThrowsAsync<FFmpegException>(() => running);
        Assert.Equal("camera/disconnected", fault.Problem.Code);
    }

    [Fact]
    public async Task A_camera_that_freezes_is_reported_at_the_deadline()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain);
        var sink = new CollectingSink();
        var options = new CaptureOptions { Url = camera.Url, ReadTimeoutSeconds = 1 };
        var running = new VideoSource(options, new SystemMediaClock(TimeProvider.System), NullLogger<VideoSource>.Instance)
            .RunAsync(sink, Token);
        await await Task.WhenAny(running, sink.FramesReached(10));
        camera.Freeze();
        var fault = await Assert.ThrowsAsync<FFmpegException>(() => running);
        Assert.Equal("camera/stalled", fault.Problem.Code);
    }

    [Fact]
    public async Task A_video_that_gives_no_picture_is_reported_as_such()
    {
        var path = Path.Combine(videos.NewDirectory(), "blank.mp4");
        var bytes = File.ReadAllBytes(videos.Make("front.mp4", $"-i {videos.Plain} -c copy -movflags +faststart"));
        bytes.AsSpan(bytes.AsSpan().IndexOf("mdat"u8) + 4).Clear();
        File.WriteAllBytes(path, bytes);
        var fault = await Assert.ThrowsAsync<FFmpegException>(
            () => Source(path, new FileMediaClock(default)).RunAsync(new CollectingSink(), Token));
        Assert.Equal("video/undecodable", fault.Problem.Code);
    }

    [Fact]
    public async Task A_stream_that_the_camera_does_not_have_is_not_found()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain);
        var running = Source(camera.Url + "-other", new SystemMediaClock(TimeProvider.System)).RunAsync(new CollectingSink(), Token);
        Assert.Equal("camera/not-found", (await Assert.ThrowsAsync<FFmpegException>(() => running)).Problem.Code);
    }

    [Theory]
    [InlineData("digest")]
    [InlineData("basic")]
    public async Task A_camera_lets_in_who_has_its_password_and_nobody_else(string method)
    {
        var directory = videos.NewDirectory();
        var passwordFile = Path.Combine(directory, "password");
        var right = Path.Combine(directory, "right");
        var wrong = Path.Combine(directory, "wrong");
        File.WriteAllText(passwordFile, "p@ss:w/rd\n");
        File.WriteAllText(right, "admin:p@ss:w/rd\n");
        File.WriteAllText(wrong, "admin:password\n");
        await using var camera = await SimulatedCamera.StartAsync(
            videos.Plain, "--user", "admin", "--password-file", passwordFile, "--auth", method);

        var refused = Snapshot.TakeAsync(new CaptureOptions { Url = camera.Url, CredentialsFile = wrong }, Token);
        Assert.Equal("camera/unauthorized", (await Assert.ThrowsAsync<FFmpegException>(() => refused)).Problem.Code);
        using var frame = await Snapshot.TakeAsync(new CaptureOptions { Url = camera.Url, CredentialsFile = right }, Token);
        Assert.Equal((320, 240), (frame.Width, frame.Height));
    }

    [Fact]
    public async Task A_probe_of_a_camera_whose_stamps_do_not_count_ends_too()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain, "--stamps", "zero");
        var facts = await new CameraProbe(TimeProvider.System)
            .ProbeAsync(new CaptureOptions { Url = camera.Url }, TimeSpan.FromSeconds(1), Token);
        Assert.True(facts.Pictures > 0);
    }

    [Fact]
    public async Task A_probe_measures_what_the_camera_sends()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain);
        var facts = await new CameraProbe(TimeProvider.System)
            .ProbeAsync(new CaptureOptions { Url = camera.Url }, TimeSpan.FromSeconds(3), Token);
        Assert.Equal(("h264", 320, 240, "yuv420p"), (facts.Codec, facts.Width, facts.Height, facts.PixelFormat));
        Assert.InRange(facts.MeasuredFrameRate!.Value, 24.9, 25.1);
        Assert.Equal(25, facts.KeyframeInterval);
        Assert.InRange(facts.KeyframeIntervalSeconds!.Value, 0.99, 1.01);
        Assert.InRange(facts.BitsPerSecond!.Value, 10_000, 10_000_000);
        Assert.InRange(facts.FirstPictureSeconds!.Value, 0.01, 3);
        Assert.False(facts.HasBFrames);
        Assert.Equal(0, facts.DecodeErrors);
    }

    [Fact]
    public async Task A_picture_that_nobody_wants_is_not_handed_on()
    {
        var sink = new CollectingSink { Wants = time => time.TotalSeconds is >= 1 and < 2 };
        var source = Source(videos.Plain, new FileMediaClock(default));
        await source.RunAsync(sink, Token);
        Assert.Equal(25, sink.Frames.Count);
        Assert.Equal(100, source.Statistics.Pictures);
        Assert.Equal(100, source.Statistics.Packets);
        Assert.Equal(1, source.Statistics.Connections);
    }

    [Fact]
    public async Task Damage_is_counted_and_survived()
    {
        var path = Path.Combine(videos.NewDirectory(), "damaged.ts");
        var bytes = File.ReadAllBytes(videos.Make("whole.ts", $"-i {videos.Plain} -c copy -f mpegts"));
        for (var i = bytes.Length / 4; i < bytes.Length / 2; i += 997)
        {
            bytes[i] ^= 0x55;
        }

        File.WriteAllBytes(path, bytes);
        var sink = new CollectingSink();
        var source = Source(path, new FileMediaClock(default));
        await source.RunAsync(sink, Token);
        Assert.True(source.Statistics.DecodeErrors + source.Statistics.DamagedPictures > 0);
        Assert.InRange(sink.Frames.Count, 50, 100);
    }

    private static VideoSource Source(string url, IMediaClock clock) =>
        new(new CaptureOptions { Url = url }, clock, NullLogger<VideoSource>.Instance);
}
