using EdgeAgent.Capture;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Pipeline;

public sealed class ClipDispatcherTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private readonly CollectedClips _sink = new();

    [Fact]
    public async Task Events_of_one_picture_share_a_clip_and_a_crowd_does_not_fill_the_disk()
    {
        using var recorded = new RecordedFile();
        var dispatcher = Dispatcher(recorded);
        List<Guid?> ids = [];
        await recorded.ReadAsync(
            videos.Plain,
            seconds =>
            {
                if (seconds == 1)
                {
                    // Two persons in one picture, then five more, each a picture later.
                    ids = [.. new[] { 1, 1, 1.04, 1.08, 1.12, 1.16, 1.2 }.Select(at => Request(dispatcher, at))];
                }
            });
        await dispatcher.FinishAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(4, ids.Distinct().Count());
        Assert.Equal(ids[4], ids[5]);
        Assert.Equal(ids[4], ids[6]);
        Assert.Equal(ids.Distinct().Order(), _sink.Clips.Select(clip => (Guid?)clip.Id).Order());
        Assert.All(_sink.Clips, clip => Assert.True(clip.ActualStart.Value <= clip.AskedStart.Value.AddSeconds(5) && File.Exists(clip.Parts[0].Path)));
    }

    [Fact]
    public async Task Where_nothing_was_ever_received_there_is_no_clip_and_no_harm()
    {
        using var recorded = new RecordedFile();
        var dispatcher = Dispatcher(recorded);

        Assert.NotNull(Request(dispatcher, 1));
        await dispatcher.FinishAsync(TestContext.Current.CancellationToken);

        Assert.Empty(_sink.Clips);
    }

    private static Guid? Request(ClipDispatcher dispatcher, double seconds) => dispatcher.Request(Guid.NewGuid(), MediaTime.FromSeconds(seconds));

    private ClipDispatcher Dispatcher(RecordedFile recorded) => new(
        new CameraPlan
        {
            Id = new CameraId("gate"),
            Path = "cameras[0]",
            Capture = new CaptureOptions(),
            DetectionsPerSecond = 5,
            Clips = new ClipOptions { PreSeconds = 1, PostSeconds = 1 },
            ClipDirectory = videos.NewDirectory(),
        },
        recorded.Recorder,
        _sink,
        new FileMediaClock(DateTimeOffset.UnixEpoch),
        NullLogger<ClipDispatcher>.Instance);

    private sealed class CollectedClips : IClipSink
    {
        private readonly List<Clip> _clips = [];

        public IReadOnlyList<Clip> Clips => _clips;

        public ValueTask AddAsync(Clip clip, CancellationToken cancellationToken)
        {
            lock (_clips)
            {
                _clips.Add(clip);
            }

            return ValueTask.CompletedTask;
        }
    }
}
