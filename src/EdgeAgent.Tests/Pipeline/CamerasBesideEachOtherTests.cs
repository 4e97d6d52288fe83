using EdgeAgent.Capture;
using EdgeAgent.Capture.Health;
using EdgeAgent.Diagnostics;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Pipeline;

public sealed class CamerasBesideEachOtherTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_camera_breaks_in_many_ways_and_comes_back_and_the_other_loses_nothing()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain);
        await using var healthy = await SimulatedCamera.StartAsync(videos.Plain);
        await using var proxy = new FaultyProxy(camera.Url);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var supervisor = new Supervisor(TimeProvider.System, NullLogger<Supervisor>.Instance);
        var (broken, whole) = (Source(proxy.Url), Source(healthy.Url));
        var (brokenSink, wholeSink) = (new CollectingSink(), new CollectingSink());
        Task[] running = [Supervise(broken, brokenSink), Supervise(whole, wholeSink)];
        await Task.WhenAll(brokenSink.FramesReached(10), wholeSink.FramesReached(10));

        foreach (var fault in Enum.GetValues<ProxyFault>().Except([ProxyFault.None, ProxyFault.GarbageBetweenFrames]))
        {
            proxy.Become(fault);
            await Eventually.IsAsync(() => broken.Health.Status.State != StreamState.Live, Token);
            proxy.Become(ProxyFault.None);
            await Eventually.IsAsync(() => broken.Health.Status.State == StreamState.Live, Token);
        }

        var packets = wholeSink.Packets.Count;
        await wholeSink.FramesReached(wholeSink.Frames.Count + 10);
        await cancel.CancelAsync();
        await Task.WhenAll(running);
        Assert.Equal((1, StreamState.Live), (whole.Statistics.Connections, whole.Health.Status.State));

        // Not one picture is missing: each follows the one before by the camera's interval, 1/25 s of 90 kHz.
        Assert.All(wholeSink.Packets.Take(packets).Zip(wholeSink.Packets.Skip(1)), pair => Assert.Equal(3600, pair.Second.Dts - pair.First.Dts));

        Task Supervise(VideoSource source, CollectingSink sink) => supervisor.RunAsync(
            "source", stop => source.RunAsync(sink, stop), _ => RestartPolicy.Camera, _ => { }, cancel.Token);
    }

    private static VideoSource Source(string url) => new(
        new CaptureOptions { Url = url, OpenTimeoutSeconds = 2, ReadTimeoutSeconds = 1 },
        new SystemMediaClock(TimeProvider.System),
        NullLogger<VideoSource>.Instance);
}
