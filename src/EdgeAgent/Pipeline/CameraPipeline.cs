using EdgeAgent.Capture;
using EdgeAgent.Capture.Ptz;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Pipeline.Statics;
using EdgeAgent.Recording;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Rules;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Pipeline;

/// <summary>All stages of one camera, from its stream to the sinks.</summary>
internal sealed class CameraPipeline : IDisposable
{
    private readonly CameraPlan _plan;
    private readonly Supervisor _supervisor;
    private readonly CameraStream _main;
    private readonly CameraStream? _detection;
    private readonly PacketRing _ring;
    private readonly SegmentRecorder? _recorder;
    private readonly FrameQueue _frames;
    private readonly AnalysisStage _analysis;
    private readonly DetectorFaultEvents _faultEvents;
    private readonly ClipDispatcher _clips;
    private readonly EventPump _pump;
    private readonly CropPump? _crops;
    private readonly StaticsKeeper? _staticsKeeper;
    private readonly StillPump? _stills;

    public CameraPipeline(
        CameraPlan plan, SharedModel model, IEventSink events, IClipSink clips, IMediaClock clock, TimeProvider time, ILoggerFactory loggers,
        CameraKeeping? keeping = null)
    {
        _plan = plan;
        var (recording, stills, orders) = (keeping?.Recording, keeping?.Stills, keeping?.Orders);
        _supervisor = new Supervisor(time, loggers.CreateLogger<Supervisor>());
        _ring = new PacketRing(plan.Clips);
        _frames = new FrameQueue(State, time);
        _recorder = plan.Record && recording is not null
            ? new SegmentRecorder(plan.Id, _ring, recording, Recording, clock, time, loggers.CreateLogger<SegmentRecorder>())
            : null;
        _pump = new EventPump(orders is null ? events : new ToldMatches(events, orders));
        var throttle = new FrameThrottle(plan.DetectionsPerSecond);
        _main = Stream(
            "main",
            plan.Capture with { Name = Id.Value, Decode = plan.DetectionCapture is null },
            new CameraIntake(_ring, _recorder, plan.DetectionCapture is null ? _frames : null, throttle),
            _ring);
        _detection = plan.DetectionCapture is { } detection
            ? Stream("detection", detection with { Name = $"{Id}/detection" }, new CameraIntake(null, null, _frames, throttle), ring: null)
            : null;
        var recorder = new ClipRecorder(
            _ring, plan.Clips, clock, time, loggers.CreateLogger<ClipRecorder>(),
            recording is null ? null : (from, to) => RecordedPackets.Of(recording.Index, plan.Id, clock.BootId, from, to));
        _clips = new ClipDispatcher(plan, recorder, clips, clock, loggers.CreateLogger<ClipDispatcher>());
        _faultEvents = new DetectorFaultEvents(plan.Id, State, _pump, clock);
        _crops = recording?.Crops is { } store ? new CropPump(Id, store, clock, loggers.CreateLogger<CropPump>()) : null;
        var book = plan.StaticsDirectory is { } directory ? new StaticsBook(directory, Id, SystemDisk.Instance) : null;
        Statics = new CameraStatics(Id, plan.Statics, book, clock, loggers.CreateLogger<CameraStatics>());
        _staticsKeeper = book is null ? null : new StaticsKeeper(Statics, book, time, loggers.CreateLogger<StaticsKeeper>());
        _stills = stills is null ? null : new StillPump(Id, stills, State, loggers.CreateLogger<StillPump>());
        Ptz = plan.Ptz is { } ptz
            ? new PtzWatch(Id, ptz, plan.Capture.Url, plan.Capture.CredentialsFile, time, loggers.CreateLogger<PtzWatch>())
            : null;
        var sightings = keeping?.Sightings is { } index ? new SightingStage(plan.Id, clock, index.Add) : null;
        _analysis = new AnalysisStage(
            plan,
            model,
            _frames,
            State,
            new EventComposer(plan.Id, clock, _clips.Request),
            _faultEvents,
            _pump,
            () => (_detection ?? _main).Statistics.Connections,
            clock,
            loggers.CreateLogger<AnalysisStage>(),
            _crops is null ? null : new TrackCrops(crop =>
            {
                sightings?.Take(crop);
                _crops.Post(crop);
            }),
            time,
            Statics,
            Ptz,
            _stills is null ? null : new EventStills(State, _stills.TryPost),
            orders is null ? null : new OrderStage(plan.Id, orders, clock),
            sightings,
            Snapshot);

        CameraStream Stream(string name, CaptureOptions options, CameraIntake intake, PacketRing? ring) => new(
            Id,
            name,
            new VideoSource(options with { WantedPerSecond = plan.DetectionsPerSecond }, clock, loggers.CreateLogger<VideoSource>()),
            intake,
            ring,
            _main?.Health,
            _pump,
            clock,
            time);
    }

    public CameraId Id => _plan.Id;

    public CameraState State { get; } = new();

    public RecordingState Recording { get; } = new();

    public CameraStatics Statics { get; }

    /// <summary>Whoever wants to see what it sees now.</summary>
    public SnapshotRequest Snapshot { get; } = new();

    /// <summary>Where it looks; null for a fixed camera.</summary>
    public PtzWatch? Ptz { get; }

    /// <summary>What is looked for, and how it goes.</summary>
    public AnalysisStage Analysis => _analysis;

    /// <summary>The stream that is recorded.</summary>
    public CameraStream Main => _main;

    /// <summary>The one that is looked at; null where the main one is.</summary>
    public CameraStream? Detection => _detection;

    /// <summary>Main, and detection where there is one.</summary>
    public IEnumerable<CameraStream> Streams => _detection is null ? [_main] : [_main, _detection];

    /// <summary>
    /// Runs until <paramref name="stop"/>; then ends what is open, finishes the clips with what there is, and returns when the sinks have it all,
    /// or at <paramref name="giveUp"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">Given up: events or clips are not all with the sinks.</exception>
    /// <exception cref="Exception">The sink refused an event for good: the pipeline ends rather than watch on without a voice.</exception>
    public async Task RunAsync(CancellationToken stop, CancellationToken giveUp)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var pumping = _pump.RunAsync(giveUp);
        var keeping = Task.WhenAll(_crops?.RunAsync(giveUp) ?? Task.CompletedTask, _stills?.RunAsync(giveUp) ?? Task.CompletedTask);
        var stages = Task.WhenAll(
            [.. Streams.Select(stream => stream.RunAsync(_supervisor, ending.Token)),
            RecordAsync(ending.Token),
            KeepStaticsAsync(ending.Token),
            WatchHomeAsync(ending.Token),
            _supervisor.RunAsync($"{Id}/analysis", _analysis.RunAsync, _ => RestartPolicy.Model, _faultEvents.Began, ending.Token)]);
        await Task.WhenAny(stages, pumping);
        await ending.CancelAsync();
        await stages;
        _analysis.Finish(EndReason.Stopped);
        _staticsKeeper?.Finish();
        foreach (var stream in Streams)
        {
            stream.Finish(EndReason.Stopped);
        }

        _pump.Complete();
        _crops?.Complete();
        _stills?.Complete();
        await _clips.FinishAsync(giveUp);
        await pumping;
        await keeping;
    }

    public void Dispose()
    {
        _frames.Dispose();
        _analysis.Dispose();
        _recorder?.Dispose();
        _ring.Dispose();
    }

    private Task KeepStaticsAsync(CancellationToken cancellationToken) => _staticsKeeper is null
        ? Task.CompletedTask
        : _supervisor.RunAsync($"{Id}/statics", _staticsKeeper.RunAsync, _ => RestartPolicy.Model, _ => { }, cancellationToken);

    private Task WatchHomeAsync(CancellationToken cancellationToken) => Ptz is null
        ? Task.CompletedTask
        : _supervisor.RunAsync(
            $"{Id}/ptz",
            Ptz.RunAsync,
            problem => problem.Code == PtzProblems.Refused ? RestartPolicy.Refused : RestartPolicy.Camera,
            Ptz.Failed,
            cancellationToken);

    private Task RecordAsync(CancellationToken cancellationToken) => _recorder is null
        ? Task.CompletedTask
        : _supervisor.RunAsync($"{Id}/recording", _recorder.RunAsync, _ => RestartPolicy.Model, Recording.FaultIs, cancellationToken);
}
