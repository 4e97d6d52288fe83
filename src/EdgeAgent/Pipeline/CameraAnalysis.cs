using System.Runtime.InteropServices;
using EdgeAgent.Detection;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Rules;
using EdgeAgent.Tracking;

namespace EdgeAgent.Pipeline;

/// <summary>What happens to each analysed frame of one camera: detect, track, decide. The same for a live stream and for a file.</summary>
internal sealed class CameraAnalysis(Detector detector, ByteTracker tracker, RuleEngine rules)
{
    private readonly List<Domain.Detection> _detections = [];
    private readonly List<Track> _tracks = [];
    private readonly List<RuleSignal> _signals = [];

    public ModelManifest Model => detector.Manifest;

    /// <summary>Every track after the last frame.</summary>
    public IReadOnlyList<Track> Tracks => _tracks;

    /// <summary>Takes in one frame; the signals are valid until the next call.</summary>
    /// <exception cref="ModelException">The detector failed; tracks and rules have not moved.</exception>
    public IReadOnlyList<RuleSignal> Process(Frame frame)
    {
        detector.Detect(frame, _detections);
        tracker.Update(frame.Time, CollectionsMarshal.AsSpan(_detections), _tracks);
        _signals.Clear();
        rules.Observe(frame.Time, _tracks, _signals);
        return _signals;
    }

    /// <summary>Ends every open event.</summary>
    public IReadOnlyList<RuleSignal> Finish(MediaTime time, string reason)
    {
        _signals.Clear();
        rules.Finish(time, reason, _signals);
        return _signals;
    }
}
