using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using EdgeAgent.Capture.Health;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using EdgeAgent.Pipeline;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Hosting;

/// <summary>Assembles what the pole is and how it is from the state that the rooms keep.</summary>
internal sealed class StatusSource(
    Func<ConfigurationSnapshot> configuration,
    Func<IReadOnlyList<CameraPipeline>> cameras,
    SharedModel model,
    OutboxLog outbox,
    RecordingService recording,
    StillStore stills,
    OrderService orders,
    SightingsIndex sightings,
    DeviceIdentity identity,
    IMediaClock clock,
    TimeProvider time,
    ControlRoom? control = null) : IStatusSource
{
    private readonly long _started = time.GetTimestamp();

    // Weak: a camera that began anew with other settings is another one, and the one before is gone.
    private readonly ConditionalWeakTable<CameraPipeline, FrameRateMeter> _rates = [];
    private readonly ConditionalWeakTable<CameraStream, StreamReport> _streams = [];

    private AgentOptions Options => configuration().Options;

    public PoleMode Mode => control?.Mode.Current ?? Options.Mode;

    public MetaMessage GetMeta() => new()
    {
        AgentVersion = AgentVersion.Current,
        SchemaVersion = Envelope.SchemaVersion,
        Mode = Mode,
        ConfigurationVersion = configuration().Version,
        Latitude = Options.Site?.Latitude,
        Longitude = Options.Site?.Longitude,
        Address = Options.Site?.Address,
        ManagementNumber = Options.Site?.ManagementNumber,
        SigningKey = JsonWebKeys.ToJson(identity.PublicKey),
        Cameras =
        [
            .. Options.Cameras.Select(camera => new CameraMeta(
                camera.Id, camera.Name ?? camera.Id, camera.Channel, camera.HeadingDegrees, model.Current?.Manifest.ToString(), [.. camera.Zones.Select(Zone)]) { Ptz = camera.Ptz is null ? null : true }),
        ],
    };

    public HealthMessage GetHealth()
    {
        return new HealthMessage
        {
            UptimeSeconds = Math.Round(time.GetElapsedTime(_started).TotalSeconds),
            Cameras = [.. cameras().Select(Camera)],
            Detector = new DetectorHealth(
                cameras().Any(camera => camera.State.DetectorFault is not null) ? "failed" : model.Current is null ? "loading" : "running",
                model.Current?.Manifest.Name,
                model.Current?.Manifest.Version),
            Queue = Queue(),
            Clock = clock.ToUtc(clock.Now).Synchronised ? ClockState.Synced : ClockState.Unsynced,
            StillsUnsent = stills.Unsent is > 0 and var unsent ? unsent : null,
            Disk = Disk(),
            Recording = Recording(),
            Orders = orders.Health,
            Control = control?.Health,
            Faults = [.. Faults()],
        };
    }

    private static ZoneMeta Zone(Rules.Areas.ZoneOptions zone) =>
        new(zone.Id, zone.Name ?? zone.Id, [.. zone.Polygon.Select(p => ImmutableArray.Create(p.X, p.Y))]);

    private CameraHealth Camera(CameraPipeline camera)
    {
        var looked = camera.Detection ?? camera.Main;
        var pictures = looked.Statistics.Pictures;
        return new CameraHealth(
            camera.Id.Value,
            StateOf(camera),
            _rates.GetValue(camera, _ => new FrameRateMeter(time)).Measure(pictures),
            pictures,
            camera.State.FramesAnalysed,
            camera.State.FramesDropped,
            Report(camera.Main).Read(),
            camera.Detection is { } detection ? Report(detection).Read() : null)
        {
            RegionsAsked = camera.State.RegionsAsked,
            RegionsLookedAt = camera.State.RegionsLookedAt,
            Statics = new StaticsHealth(camera.Statics.Count, camera.Statics.Suppressed),
            DetectionsRejected = camera.Analysis.DetectionsRejected,
            FramesOutOfOrder = camera.Analysis.FramesOutOfOrder,
            StillsDropped = camera.State.StillsDropped,
            Rules = camera.Analysis.Rules is { Count: > 0 } rules ? [.. rules.Select(rule => RuleReport.Of(rule, clock))] : null,
            Ptz = camera.Ptz is { } ptz ? new PtzHealth(MessageJson.KebabCase(ptz.State), ptz.Fault?.Code) : null,
        };
    }

    private StreamReport Report(CameraStream stream) => _streams.GetValue(stream, added => new StreamReport(added, clock, time));

    private static string StateOf(CameraPipeline camera) =>
        camera.Streams.Any(stream => stream.Health.Status.Fault is not null) ? "lost"
        : camera.Streams.All(stream => stream.Health.Status.State == StreamState.Live) ? "streaming"
        : "connecting";

    private QueueHealth? Queue()
    {
        try
        {
            var backlog = outbox.ReadBacklog();
            return new QueueHealth(backlog.Total, backlog.OldestAge is { } age ? Math.Round(age.TotalSeconds, 1) : null, backlog.PendingClips)
            {
                Unacknowledged = backlog.Unacknowledged is > 0 and var missing ? missing : null,
                Bytes = backlog.Bytes,
                Dropped = backlog.Dropped is > 0 and var dropped ? dropped : null,
            };
        }
        catch (ProblemException)
        {
            // Health must go out all the same; the outbox's own fault stands in it.
            return null;
        }
    }

    private RecordingHealth? Recording() => recording.Facts is { } facts
        ? new RecordingHealth(
            facts.Bytes,
            facts.Oldest,
            facts.Days is { } days ? Math.Round(days, 2) : null,
            facts.PredictedDays is { } predicted ? Math.Round(predicted, 2) : null,
            facts.HeldBytes,
            Math.Round(cameras().Sum(camera => camera.Recording.Lost.TotalSeconds), 1),
            [.. facts.Faults.Concat(cameras().Select(camera => camera.Recording.Fault).OfType<Problem>()).Select(fault => fault.Code).Distinct()])
        : null;

    private DiskHealth? Disk()
    {
        try
        {
            var drive = new DriveInfo(Options.DataDirectory);
            return new DiskHealth(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A disk that cannot even say its size is what the outbox's fault is about.
            return null;
        }
    }

    private IEnumerable<FaultHealth> Faults() =>
        cameras()
            .SelectMany(camera => camera.Streams.SelectMany(FaultsOf)
                .Append(camera.State.DetectorFault).Append(camera.Recording.Fault).Append(camera.Statics.Fault).Append(camera.Ptz?.Fault)
                .OfType<Problem>()
                .Select(problem => FaultHealth.From(problem, camera.Id.Value)))
            .Concat(configuration().RemoteProblems.Append(outbox.Fault).Concat(control?.Faults ?? []).Concat(recording.Facts?.Faults ?? []).Concat(orders.Faults).Append(sightings.Fault).OfType<Problem>().Select(problem => FaultHealth.From(problem)));

    private static IEnumerable<Problem?> FaultsOf(CameraStream stream) =>
    [
        stream.Health.Status.Fault,
        stream.Statistics.IsOverloaded ? PipelineProblems.Overloaded(stream.Statistics.Behind) : null,
    ];
}
