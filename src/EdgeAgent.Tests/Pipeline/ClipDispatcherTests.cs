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

        Assert.Null(Request(dispatcher, 1));
        await dispatcher.FinishAsync(TestContext.Current.CancellationToken);

        Assert.Empty(_sink.Clips);
    }

    [Fact]
    public async Task Clips_are_cut_again_after_any_number_that_could_not_even_begin()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.Plain);
        var folder = Path.Combine(videos.NewDirectory(), "clips");
        var dispatcher = Dispatcher(recorded, folder);

        // A file where the folder belongs.
        await File.WriteAllTextAsync(folder, "", TestContext.Current.CancellationToken);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Null(Request(dispatcher, 2)));

        File.Delete(folder);
        var id = Request(dispatcher, 2);
        await dispatcher.FinishAsync(TestContext.Current.CancellationToken);

        Assert.Equal(id, Assert.Single(_sink.Clips).Id);
    }

    private static Guid? Request(ClipDispatcher dispatcher, double seconds) => dispatcher.Request(Guid.NewGuid(), MediaTime.FromSeconds(seconds));

    private ClipDispatcher Dispatcher(RecordedFile recorded, string? folder = null) => new(
        new CameraPlan
        {
            Id = new CameraId("gate"),
            Path = "cameras[0]",
            Capture = new CaptureOptions(),
            DetectionsPerSecond = 5,
            Clips = new ClipOptions { PreSeconds = 1, PostSeconds = 1 },
            ClipDirectory = folder ?? videos.NewDirectory(),
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
