using System.Globalization;
using EdgeAgent.Capture.Ptz;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Pipeline.Statics;
using EdgeAgent.Rules;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Pipeline;

/// <summary>Takes the frames of one camera and posts the events that they make. Tracks and open events outlive a fault of the detector.</summary>
internal sealed partial class AnalysisStage(
    CameraPlan plan,
    SharedModel model,
    FrameQueue frames,
    CameraState state,
    EventComposer composer,
    DetectorFaultEvents faultEvents,
    EventPump pump,
    Func<long> connections,
    IMediaClock clock,
    ILogger<AnalysisStage> logger,
    TrackCrops? crops = null,
    TimeProvider? time = null,
    CameraStatics? statics = null,
    PtzWatch? ptz = null,
    EventStills? stills = null,
    OrderStage? orders = null,
    SightingStage? sightings = null,
    SnapshotRequest? snapshot = null) : IDisposable
{
    /// <summary>A shorter gap is a camera that hiccups: the person in the zone has not left it.</summary>
    private static readonly TimeSpan StreamLost = TimeSpan.FromSeconds(20);

    private readonly HashSet<int> _inView = [];
    private CameraAnalysis? _analysis;
    private ModelManifest? _manifest;
    private long _connection;
    private bool _isAway;

    /// <summary>How each rule stands; none before the first frame. Safe to ask from any thread.</summary>
    public IReadOnlyList<RuleStatus> Rules => Volatile.Read(ref _analysis)?.Rules ?? [];

    /// <summary>Detections that the tracker refused so far.</summary>
    public long DetectionsRejected => Volatile.Read(ref _analysis)?.DetectionsRejected ?? 0;

    /// <summary>Frames so far whose time did not go on.</summary>
    public long FramesOutOfOrder => Volatile.Read(ref _analysis)?.FramesOutOfOrder ?? 0;

    /// <exception cref="ProblemException">The model cannot be loaded or failed, or a rule asks for what it has not.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var onnx = model.Get();
        using var detector = new Detector(onnx, plan.RegionsPerFrame);
        _manifest = onnx.Manifest;
        _analysis ??= new CameraAnalysis(
            plan, _manifest, new AnalysisParts(model.Pose) { Statics = statics, Clock = clock, Time = time ?? TimeProvider.System });
        while (true)
        {
            using var frame = await frames.TakeAsync(StreamLost, cancellationToken);
            if (frame is null)
            {
                Finish(EndReason.StreamLost);
                continue;
            }

            snapshot?.Serve(frame);
            if (connections() is var connection && connection != _connection)
            {
                _connection = connection;
                _analysis.Discontinuity();
                ptz?.StreamBegan();
            }

            if (ptz?.State == PtzState.Asking)
            {
                // What is open stays open: the stream may have hiccupped, and the camera not moved.
                state.CountDropped();
                continue;
            }

            FollowHome(frame.Time);
            Post(_analysis.Process(frame, detector), frame);
            Post(orders?.Observe(frame.Time, _analysis.Tracks, _analysis.Appearances) ?? [], frame);
            crops?.Observe(frame, _analysis.Tracks);
            sightings?.Observe(_analysis.Tracks, _analysis.Appearances);
            state.CountAnalysed();
            state.CountRegions(_analysis.Regions.Asked, _analysis.Regions.LookedAt);
            Tell(_analysis.PoseFault);
            LogTracks(_analysis.Tracks);
        }
    }

    /// <summary>Ends what is open. Only while <see cref="RunAsync"/> does not run, or from within it.</summary>
    public void Finish(string reason)
    {
        Post(_analysis?.Finish(clock.Now, reason) ?? []);
        Post(orders?.Finish(clock.Now, reason) ?? []);
        crops?.Finish();
        sightings?.Finish();
    }

    public void Dispose() => _analysis?.Dispose();

    /// <summary>The rules that need no postures go on meanwhile.</summary>
    private void Tell(Problem? poseFault)
    {
        if (poseFault is null)
        {
            faultEvents.Ended();
        }
        else
        {
            faultEvents.Began(poseFault);
        }
    }

    private void FollowHome(MediaTime time)
    {
        var isAway = ptz?.State == PtzState.Away;
        if (isAway == _isAway)
        {
            return;
        }

        _isAway = isAway;
        if (_isAway)
        {
            Post(_analysis!.Pause(time, EndReason.CameraMoved));
        }
        else
        {
            _analysis!.Resume();
        }

        // A panning camera makes new tracks, there and back. Who is looked for may be seen anywhere: orders do not pause.
        Post(orders?.Finish(time, EndReason.CameraMoved) ?? []);
        crops?.Finish();
        sightings?.Finish();
        _inView.Clear();
    }

    private void Post(IReadOnlyList<RuleSignal> signals, Frame? frame = null)
    {
        for (var i = 0; i < signals.Count; i++)
        {
            var edgeEvent = composer.Compose(signals[i], _manifest!);
            if (frame is not null && stills is not null)
            {
                edgeEvent = stills.Add(edgeEvent, frame);
            }

            if (logger.IsEnabled(LogLevel.Information))
            {
                Log.Event(logger, plan.Id, edgeEvent.Type, edgeEvent.Phase, What(edgeEvent));
            }

            pump.Post(edgeEvent);
        }
    }

    /// <summary>What of it there is, such as <c>zone yard, track 3, score 0.81</c>: a camera that is covered has nothing of these.</summary>
    private static string What(EdgeEvent edgeEvent)
    {
        string[] words =
        [
            edgeEvent.Zone is { } zone ? $"zone {zone}" : "",
            edgeEvent.Line is { } line ? $"line {line}" : "",
            edgeEvent.Tracks.IsDefaultOrEmpty ? "" : $"track {string.Join(' ', edgeEvent.Tracks)}",
            edgeEvent.Score is { } score ? string.Create(CultureInfo.InvariantCulture, $"score {score:0.00}") : "",
            DetailWords.Of(edgeEvent.Detail),
            edgeEvent.Reason ?? "",
        ];
        return string.Join(", ", words.Where(word => word.Length > 0));
    }

    private void LogTracks(IReadOnlyList<Track> tracks)
    {
        for (var i = 0; i < tracks.Count; i++)
        {
            var track = tracks[i];
            if (track.State == TrackState.Confirmed && _inView.Add(track.Id))
            {
                Log.Entered(logger, plan.Id, track.Id, _manifest!.Labels[track.ClassId], track.Score);
            }
            else if (track.State == TrackState.Removed && _inView.Remove(track.Id))
            {
                Log.Left(logger, plan.Id, track.Id, _manifest!.Labels[track.ClassId], (track.LastSeen - track.FirstSeen).TotalSeconds);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1810, LogLevel.Information, "{Camera}: {Type} {Phase}: {What}")]
        public static partial void Event(
            ILogger logger, CameraId camera, string type, EventPhase phase, string what);

        [LoggerMessage(1811, LogLevel.Debug, "{Camera}: track {Track} is a {Label}, score {Score:0.00}")]
        public static partial void Entered(ILogger logger, CameraId camera, int track, string label, float score);

        [LoggerMessage(1812, LogLevel.Debug, "{Camera}: track {Track}, a {Label}, is gone after {Seconds:0.0} s")]
        public static partial void Left(ILogger logger, CameraId camera, int track, string label, double seconds);
    }
}
