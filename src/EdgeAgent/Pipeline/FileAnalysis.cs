using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Detection;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Pipeline.Statics;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Rules;
using EdgeAgent.Search.Orders;

namespace EdgeAgent.Pipeline;

/// <summary>
/// The analysis of recorded video: the same stages as for a camera, without dropping a frame. Frames are handed on in order, one at a
/// time, while the next ones are decoded and looked at.
/// </summary>
internal sealed class FileAnalysis : ICaptureSink, IDisposable
{
    private readonly SharedPoseModel _poseModel;
    private readonly CameraAnalysis _analysis;
    private readonly OrderStage? _orders;
    private readonly EventComposer _composer;
    private readonly FrameThrottle _throttle;
    private readonly OrderedDetection _detection;
    private readonly ModelManifest _manifest;
    private readonly Action<EdgeEvent> _onEvent;
    private readonly Action<AnalysedFrame> _onFrame;
    private readonly List<EdgeEvent> _events = [];
    private MediaTime _last;

    public FileAnalysis(
        CameraPlan plan,
        OnnxModel model,
        IMediaClock clock,
        Action<EdgeEvent> onEvent,
        Action<AnalysedFrame> onFrame,
        PoseModelOptions? poseModel = null,
        int? threads = null,
        RuleTrace? trace = null,
        OrderBook? orders = null)
    {
        _poseModel = new SharedPoseModel(poseModel ?? new PoseModelOptions());
        var book = plan.StaticsDirectory is { } directory ? new StaticsBook(directory, plan.Id, SystemDisk.Instance) : null;
        Statics = new CameraStatics(plan.Id, plan.Statics, book, clock);
        _analysis = new CameraAnalysis(plan, model.Manifest, new AnalysisParts(_poseModel) { Statics = Statics, Clock = clock, Trace = trace });
        _orders = orders is null ? null : new OrderStage(plan.Id, orders, clock);
        _composer = new EventComposer(plan.Id, clock, static (_, _) => null);
        _throttle = new FrameThrottle(plan.DetectionsPerSecond);
        _manifest = model.Manifest;
        (_onEvent, _onFrame) = (onEvent, onFrame);
        _detection = new OrderedDetection(
            model, threads ?? Environment.ProcessorCount, Observe, plan.RegionsPerFrame == 0 ? null : _analysis.PlanRegions);
    }

    /// <summary>What the plan's camera has learned to drop, where there is one, and what the file adds to it. Nothing of it is written down.</summary>
    public CameraStatics Statics { get; }

    public void Connected(VideoStream stream)
    {
    }

    public void PacketRead(Packet packet, MediaTime time)
    {
    }

    public bool WantsFrame(MediaTime time) => _throttle.Take(time);

    public void FrameDecoded(Frame frame) => _detection.Put(frame);

    /// <summary>Waits for the last frame, and ends what is open where the file ends.</summary>
    /// <exception cref="ModelException">The detector failed.</exception>
    public void Finish()
    {
        _detection.Complete();
        _events.Clear();
        Raise(_analysis.Finish(_last, EndReason.Stopped));
        Raise(_orders?.Finish(_last, EndReason.Stopped) ?? []);
    }

    public void Dispose()
    {
        _detection.Dispose();
        _analysis.Dispose();
        _poseModel.Dispose();
    }

    private void Observe(Frame frame, List<Domain.Detection> detections)
    {
        _last = frame.Time;
        _events.Clear();
        Raise(_analysis.Observe(frame, detections));
        Raise(_orders?.Observe(frame.Time, _analysis.Tracks, _analysis.Appearances) ?? []);
        if (_analysis.PoseFault is { } fault)
        {
            // Of a file nobody hears later what was missed.
            throw new ModelException(fault);
        }

        _onFrame(new AnalysedFrame(frame, _analysis.Tracks, _events) { Appearances = _analysis.Appearances });
    }

    private void Raise(IReadOnlyList<RuleSignal> signals)
    {
        for (var i = 0; i < signals.Count; i++)
        {
            var edgeEvent = _composer.Compose(signals[i], _manifest);
            _events.Add(edgeEvent);
            _onEvent(edgeEvent);
        }
    }
}
