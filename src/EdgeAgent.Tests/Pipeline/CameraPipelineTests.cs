using EdgeAgent.Capture;
using EdgeAgent.Capture.Health;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pipeline;

public sealed class CameraPipelineTests
{
    [Fact]
    public async Task A_sink_that_breaks_ends_the_pipeline_instead_of_leaving_it_without_a_voice()
    {
        using var directory = new TemporaryDirectory();
        using var model = new SharedModel(new ModelOptions { Directory = directory["no-model"] });
        var plan = new CameraPlan
        {
            Id = new CameraId("gate"),
            Path = "cameras[0]",
            Capture = new CaptureOptions { Url = directory["no-video.mp4"] },
            DetectionsPerSecond = 5,
            Clips = new ClipOptions(),
            ClipDirectory = directory["clips"],
        };
        using var pipeline = new CameraPipeline(
            plan, model, new BrokenSink(), new BrokenSink(), new SystemMediaClock(TimeProvider.System), TimeProvider.System, NullLoggerFactory.Instance);
        var cancel = TestContext.Current.CancellationToken;

        // The missing model is the event that the sink breaks at.
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => pipeline.RunAsync(cancel, cancel).WaitAsync(cancel));

        Assert.Equal("broken", fault.Message);
    }

    [Fact]
    public async Task A_refused_password_is_tried_for_one_stream_only()
    {
        await using var camera = MisbehavingCamera.Refusing("401 Unauthorized");
        using var directory = new TemporaryDirectory();
        using var model = new SharedModel(new ModelOptions { Directory = directory["no-model"] });
        var plan = new CameraPlan
        {
            Id = new CameraId("gate"),
            Path = "cameras[0]",
            Capture = new CaptureOptions { Url = $"rtsp://{camera.Address}/main" },
            DetectionCapture = new CaptureOptions { Url = $"rtsp://{camera.Address}/small" },
            DetectionsPerSecond = 5,
            Clips = new ClipOptions(),
            ClipDirectory = directory["clips"],
        };

        // Its pauses never end by themselves.
        var time = new FakeTimeProvider();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var pipeline = new CameraPipeline(
            plan, model, new CollectedEvents(), new BrokenSink(), new SystemMediaClock(TimeProvider.System), time, NullLoggerFactory.Instance);
        var running = pipeline.RunAsync(stop.Token, TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => pipeline.Main.Health.Status.State == StreamState.Unauthorized, stop.Token);
        var asked = camera.Requests.Count;
        await Eventually.IsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return camera.Requests.Count > asked;
            },
            stop.Token);
        await stop.CancelAsync();
        await running;
        Assert.Equal(StreamState.Connecting, pipeline.Detection!.Health.Status.State);
        Assert.DoesNotContain(camera.Requests, request => request.Contains("/small", StringComparison.Ordinal));
    }

    private sealed class BrokenSink : IEventSink, IClipSink
    {
        public ValueTask RaiseAsync(EdgeEvent edgeEvent, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");

        public ValueTask AddAsync(Clip clip, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
    }
}
