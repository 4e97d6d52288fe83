using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Diagnostics;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Capture;

/// <summary>What goes wrong between a camera and its source ends the connection with its own cause, and the next one works.</summary>
public sealed class FaultyStreamTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ProxyFault.HalfOpen, "camera/stalled")]
    [InlineData(ProxyFault.StallInMidFrame, "camera/stalled")]
    [InlineData(ProxyFault.ResetInMidFrame, "camera/disconnected")]
    [InlineData(ProxyFault.CloseInMidFrame, "camera/disconnected")]
    [InlineData(ProxyFault.Refuse, "camera/disconnected")]
    internal async Task A_stream_that_breaks_off_says_how_and_can_be_opened_again(ProxyFault what, string code)
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain);
        await using var proxy = new FaultyProxy(camera.Url);
        var source = Source(proxy.Url);
        var sink = new CollectingSink();
        var running = source.RunAsync(sink, Token);
        await await Task.WhenAny(running, sink.FramesReached(10));

        proxy.Become(what);
        var fault = await Assert.ThrowsAsync<FFmpegException>(() => running);
        Assert.Equal(code, fault.Problem.Code);
        proxy.Become(ProxyFault.None);
        await ShowsAsync(source, 10);
        Assert.Equal(2, source.Statistics.Connections);
    }

    [Theory]
    [InlineData(ProxyFault.StallInMidFrame)]
    [InlineData(ProxyFault.ResetInMidFrame)]
    [InlineData(ProxyFault.CloseInMidFrame)]
    internal async Task Half_a_picture_at_the_end_of_a_connection_is_left_out_or_counted_as_damaged(ProxyFault what)
    {
        var file = new CollectingSink();
        await Source(videos.Plain).RunAsync(file, Token);
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain);
        await using var proxy = new FaultyProxy(camera.Url);
        var source = Source(proxy.Url);
        var live = new CollectingSink();
        var running = source.RunAsync(live, Token);
        await await Task.WhenAny(running, live.FramesReached(10));
        proxy.Become(what);
        await Assert.ThrowsAsync<FFmpegException>(() => running);

        // What is none of the file's pictures was made up by the decoder.
        var whole = file.Frames.Select(frame => frame.Hash).ToHashSet();
        var madeUp = live.Frames.Count(frame => !whole.Contains(frame.Hash));
        Assert.Equal(source.Statistics.DamagedPictures, madeUp);
        if (what == ProxyFault.StallInMidFrame)
        {
            // It would come a whole timeout late, and the stall would be noticed only after another.
            Assert.Equal(0, madeUp);
        }
    }

    [Theory]
    [InlineData(ProxyFault.HalfOpen)]
    [InlineData(ProxyFault.Garbage)]
    [InlineData(ProxyFault.EndlessHeader)]
    [InlineData(ProxyFault.Refuse)]
    internal async Task What_is_no_camera_at_the_start_is_unreachable_and_may_become_one(ProxyFault what)
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain);
        await using var proxy = new FaultyProxy(camera.Url);
        proxy.Become(what);
        var source = Source(proxy.Url);
        var fault = await Assert.ThrowsAsync<FFmpegException>(() => source.RunAsync(new CollectingSink(), Token));
        Assert.Equal("camera/unreachable", fault.Problem.Code);
        proxy.Become(ProxyFault.None);
        await ShowsAsync(source, 10);
        Assert.Equal(1, source.Statistics.Connections);
    }

    [Fact]
    public async Task Bytes_that_are_no_frames_between_the_frames_neither_hang_nor_end_more_than_the_connection()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain, "--speed", "4");
        await using var proxy = new FaultyProxy(camera.Url);
        var source = Source(proxy.Url);
        var sink = new CollectingSink();
        var running = source.RunAsync(sink, Token);
        await await Task.WhenAny(running, sink.FramesReached(10));

        proxy.Become(ProxyFault.GarbageBetweenFrames);
        await Task.WhenAny(running, sink.FramesReached(200));
        proxy.Become(ProxyFault.None);
        if (running.IsCompleted)
        {
            Assert.StartsWith("camera/", (await Assert.ThrowsAsync<FFmpegException>(() => running)).Problem.Code, StringComparison.Ordinal);
            await ShowsAsync(source, 10);
        }
        else
        {
            // It found the frames again by itself: the pictures go on.
            await await Task.WhenAny(running, sink.FramesReached(sink.Frames.Count + 30));
            proxy.Become(ProxyFault.Refuse);
            await Assert.ThrowsAsync<FFmpegException>(() => running);
        }
    }

    [Theory]
    [InlineData("digest")]
    [InlineData("basic")]
    public async Task Whatever_goes_wrong_user_and_password_are_in_no_log_and_no_exception(string method)
    {
        var directory = videos.NewDirectory();
        var (password, right, wrong) = (Path.Combine(directory, "password"), Path.Combine(directory, "right"), Path.Combine(directory, "wrong"));
        File.WriteAllText(password, "s3cr3t/one\n");
        File.WriteAllText(right, "w4tcher:s3cr3t/one\n");
        File.WriteAllText(wrong, "w4tcher:s3cr3t/two\n");
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain, "--user", "w4tcher", "--password-file", password, "--auth", method);
        await using var proxy = new FaultyProxy(camera.Url);
        var log = new CollectingLog<VideoSource>();
        List<string> told = [];
        foreach (var what in Enum.GetValues<ProxyFault>().Except([ProxyFault.None, ProxyFault.GarbageBetweenFrames]))
        {
            proxy.Become(ProxyFault.None);
            var sink = new CollectingSink();
            var running = Source(proxy.Url, right, log).RunAsync(sink, Token);
            await await Task.WhenAny(running, sink.FramesReached(1));
            proxy.Become(what);
            told.Add((await Assert.ThrowsAsync<FFmpegException>(() => running)).ToString());
        }

        var refused = Source(camera.Url, wrong, log).RunAsync(new CollectingSink(), Token);
        told.Add((await Assert.ThrowsAsync<FFmpegException>(() => refused)).ToString());
        Assert.NotEmpty(log.Lines);
        Assert.All(log.Lines.Concat(told), text =>
        {
            Assert.DoesNotContain("w4tcher", text, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cr3t", text, StringComparison.Ordinal);
        });
    }

    private static async Task ShowsAsync(VideoSource source, int frames)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sink = new CollectingSink();
        var running = source.RunAsync(sink, cancel.Token);
        await await Task.WhenAny(running, sink.FramesReached(frames));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static VideoSource Source(string url, string? credentials = null, CollectingLog<VideoSource>? log = null) =>
        new(
            new CaptureOptions { Url = url, CredentialsFile = credentials, OpenTimeoutSeconds = 2, ReadTimeoutSeconds = 1 },
            new SystemMediaClock(TimeProvider.System),
            log ?? (Microsoft.Extensions.Logging.ILogger<VideoSource>)NullLogger<VideoSource>.Instance);
}
