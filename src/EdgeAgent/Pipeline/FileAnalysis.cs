using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Detection;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Rules;

namespace EdgeAgent.Pipeline;

/// <summary>The analysis of recorded video: the same stages as for a camera, one after the other and without dropping a frame.</summary>
internal sealed class FileAnalysis(
    CameraPlan plan, OnnxModel model, IMediaClock clock, Action<EdgeEvent> onEvent, Action<AnalysedFrame> onFrame) : ICaptureSink, IDisposable
{
    private readonly Detector _detector = new(model);
    private readonly CameraAnalysis _analysis = new(plan, model.Manifest);
    private readonly EventComposer _composer = new(plan.Id, clock, static (_, _) => null);
    private readonly FrameThrottle _throttle = new(plan.DetectionsPerSecond);
    private MediaTime _last;

    public void Connected(VideoStream stream)
    {
    }

    public void PacketRead(Packet packet, MediaTime time)
    {
    }

    public bool WantsFrame(MediaTime time) => _throttle.Take(time);

    public void FrameDecoded(Frame frame)
    {
        using (frame)
        {
            _last = frame.Time;
            var events = Raise(_analysis.Process(frame, _detector));
            onFrame(new AnalysedFrame(frame, _analysis.Tracks, events));
        }
    }

    /// <summary>Ends what is open where the file ends.</summary>
    public void Finish() => Raise(_analysis.Finish(_last, EndReason.Stopped));

    public void Dispose() => _detector.Dispose();

    private List<EdgeEvent> Raise(IReadOnlyList<RuleSignal> signals)
    {
        var events = signals.Select(signal => _composer.Compose(signal, model.Manifest)).ToList();
        events.ForEach(onEvent);
        return events;
    }
}
