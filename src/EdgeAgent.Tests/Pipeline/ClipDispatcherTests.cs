using EdgeAgent.Capture;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Pipeline;

public sealed class ClipDispatcherTests
{
    [Fact]
    public async Task Clips_that_cannot_even_begin_do_not_use_up_those_that_are_cut_at_once()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory["clips"], "a file stands where the directory should be");
        var options = new ClipOptions();
        using var ring = new PacketRing(options);
        var dispatcher = new ClipDispatcher(
            new CameraPlan
            {
                Id = new CameraId("gate"),
                Path = "cameras[0]",
                Capture = new CaptureOptions(),
                DetectionsPerSecond = 5,
                Clips = options,
                ClipDirectory = directory["clips"],
            },
            new ClipRecorder(ring, options, TimeProvider.System, NullLogger<ClipRecorder>.Instance),
            new NoSink(),
            new FileMediaClock(DateTimeOffset.UnixEpoch),
            NullLogger<ClipDispatcher>.Instance);

        var ids = Enumerable.Range(0, 10).Select(second => dispatcher.Request(Guid.NewGuid(), MediaTime.FromSeconds(second))).ToList();

        Assert.Equal(10, ids.Distinct().Count());
        await dispatcher.FinishAsync(TestContext.Current.CancellationToken);
    }

    private sealed class NoSink : IClipSink
    {
        public ValueTask AddAsync(Clip clip, CancellationToken cancellationToken) => throw new InvalidOperationException("no clip can come");
    }
}
