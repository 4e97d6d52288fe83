using EdgeAgent.Capture;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Presence;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Pipeline;

/// <summary>It measures the managed heap of the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(SteadyStateTests), DisableParallelization = true)]
[Collection(nameof(SteadyStateTests))]
public sealed class SteadyStateTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private const int Wanted = 1000;

    // Until the ring is full, the clip is cut and the code is compiled, the heap may grow.
    private const int Patience = 3 * Wanted;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_nothing_changes_in_view_a_thousand_frames_of_a_camera_allocate_not_one_byte()
    {
        var photograph = Checkout.Photograph("person.jpg");

        // Cut so that the model is sure of the person: a score about a threshold would be tracks that come and go.
        var still = videos.Make("still.mp4", $"-loop 1 -framerate 60 -t 2 -i {photograph} -vf crop=424:424:60:0 -c:v libx264 -preset veryfast -pix_fmt yuv420p -bf 0 -g 60");
        await using var camera = await SimulatedCamera.StartAsync(still);
        using var model = new SharedModel(new ModelOptions { Directory = Checkout.Model });
        using var directory = new TemporaryDirectory();
        var sink = new CountingSink();
        var clock = new HeapWatchingClock();
        using var pipeline = new CameraPipeline(
            Plan(camera.Url, directory["clips"]), model, sink, sink, clock, TimeProvider.System, NullLoggerFactory.Instance);
        clock.State = pipeline.State;

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = pipeline.RunAsync(stop.Token, Cancel);
        await await Task.WhenAny(running, clock.QuietFrames.WaitAsync(Cancel));
        var (events, clips) = (sink.Events, sink.Clips);
        await stop.CancelAsync();
        await running;

        Assert.InRange(await clock.QuietFrames, Wanted, Patience);
        Assert.Equal((1, 1), (events, clips));
        Assert.Equal(1, pipeline.Main.Statistics.Connections);
    }

    private static CameraPlan Plan(string url, string clipDirectory) => new()
    {
        Id = new CameraId("gate"),
        Path = "cameras[0]",
        Capture = new CaptureOptions { Url = url },
        DetectionsPerSecond = 0,
        Zones = [new ZoneOptions { Id = "all", Polygon = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)] }],
        Rules = [new IntrusionOptions { Id = "anybody", Zone = "all" }],
        Clips = new ClipOptions { PreSeconds = 0, PostSeconds = 1 },
        ClipDirectory = clipDirectory,
    };

    /// <summary>A clock that looks at the heap whenever it is asked, which is at every packet: looking from outside would allocate.</summary>
    private sealed class HeapWatchingClock : IMediaClock
    {
        private readonly SystemMediaClock _clock = new(TimeProvider.System);
        private readonly TaskCompletionSource<long> _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _allocated;
        private long _grewAt;

        public CameraState? State { get; set; }

        /// <summary>Frames analysed since the heap grew last: as many as wanted, or fewer at the end of patience.</summary>
        public Task<long> QuietFrames => _quiet.Task;

        public Guid BootId => _clock.BootId;

        public MediaTime Now
        {
            get
            {
                Look(State?.FramesAnalysed ?? 0);
                return _clock.Now;
            }
        }

        public UtcTime ToUtc(MediaTime time) => _clock.ToUtc(time);

        private void Look(long frames)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            _grewAt = allocated == _allocated ? _grewAt : frames;
            _allocated = allocated;
            if (frames - _grewAt >= Wanted || frames >= Patience)
            {
                _quiet.TrySetResult(frames - _grewAt);
            }
        }
    }

    private sealed class CountingSink : IEventSink, IClipSink
    {
        public int Events { get; private set; }

        public int Clips { get; private set; }

        public ValueTask RaiseAsync(EdgeEvent edgeEvent, CancellationToken cancellationToken)
        {
            Events++;
            return ValueTask.CompletedTask;
        }

        public ValueTask AddAsync(Clip clip, CancellationToken cancellationToken)
        {
            Clips++;
            return ValueTask.CompletedTask;
        }
    }
}
