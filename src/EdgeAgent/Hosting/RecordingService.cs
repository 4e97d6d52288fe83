using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Outbox;
using EdgeAgent.Pipeline;
using EdgeAgent.Recording;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Holds;
using EdgeAgent.Recording.Index;
using EdgeAgent.Recording.Retention;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hosting;

/// <summary>What the recordings of all cameras share while the agent runs: the index, and the one who deletes.</summary>
internal sealed class RecordingService : IDisposable
{
    private static readonly RestartPolicy Policy = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    private readonly IMediaClock _clock;
    private readonly Supervisor _supervisor;
    private readonly RecordingRetention _retention;

    public RecordingService(AgentOptions options, OutboxLog outbox, IMediaClock clock, TimeProvider time, ILoggerFactory loggers)
    {
        var root = DataPaths.Recordings(options);
        var index = SegmentIndex.Open(root, time, loggers.CreateLogger<SegmentIndex>());
        var crops = options.Recording.CropsMaximumBytes > 0 ? new CropStore(DataPaths.Crops(options.DataDirectory), options.Recording.CropsMaximumBytes) : null;
        Store = new RecordingStore(root, options.Recording, SystemDisk.Instance, index, new RecordingSpace(), crops);
        _clock = clock;
        _clock.Corrected += Correct;
        _supervisor = new Supervisor(time, loggers.CreateLogger<Supervisor>());

        // It concerns the whole pole; events are a camera's, so that it is said of the first one that is recorded.
        var camera = options.Cameras.FirstOrDefault(camera => camera.Record) ?? options.Cameras[0];
        _retention = new RecordingRetention(
            Store,
            new HoldBook(root, SystemDisk.Instance, time),
            outbox,
            new RecordingShortage(new CameraId(camera.Id), outbox, clock),
            clock,
            time,
            loggers.CreateLogger<RecordingRetention>(),
            loggers.CreateLogger<SegmentRecovery>());
    }

    public RecordingStore Store { get; }

    /// <summary>As of the last look; null before the first.</summary>
    public RecordingFacts? Facts => _retention.Facts;

    /// <summary>Mends what was left unfinished, then keeps the recordings within their limits until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        _supervisor.RunAsync("recordings", _retention.RunAsync, _ => Policy, _retention.Failed, cancellationToken);

    public void Dispose()
    {
        _clock.Corrected -= Correct;
        Store.Index.Dispose();
    }

    private void Correct(ClockCorrection correction) =>
        Store.Index.CorrectClock(correction.BootId, correction.UtcAtZero - DateTimeOffset.UnixEpoch, correction.Synchronised);
}
