using EdgeAgent.Capture;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Pipeline;

public sealed class ClipDispatcherTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clips_are_cut_again_after_any_number_that_could_not_even_begin()
    {
        using var directory = new TemporaryDirectory();
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.Plain);
        var sink = new Clips();
        var plan = new CameraPlan
        {
            Id = new CameraId("gate"),
            Path = "cameras[0]",
            Capture = new CaptureOptions { Url = videos.Plain },
            DetectionsPerSecond = 5,
            Clips = new ClipOptions { PreSeconds = 1, PostSeconds = 1 },
            ClipDirectory = directory["clips"],
        };
        var clips = new ClipDispatcher(
            plan, recorded.Recorder, sink, new FileMediaClock(DateTimeOffset.UnixEpoch), NullLogger<ClipDispatcher>.Instance);

        // A file where the folder belongs.
        await File.WriteAllTextAsync(plan.ClipDirectory, "", Token);
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(clips.Request(Guid.CreateVersion7(), MediaTime.FromSeconds(2)));
        }

        File.Delete(plan.ClipDirectory);
        var id = clips.Request(Guid.CreateVersion7(), MediaTime.FromSeconds(2));
        await clips.FinishAsync(Token);

        Assert.Equal(id, Assert.Single(sink.Added).Id);
    }

    private sealed class Clips : IClipSink
    {
        public List<Clip> Added { get; } = [];

        public ValueTask AddAsync(Clip clip, CancellationToken cancellationToken)
        {
            Added.Add(clip);
            return ValueTask.CompletedTask;
        }
    }
}
