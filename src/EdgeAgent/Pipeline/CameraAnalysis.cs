using System.Runtime.InteropServices;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Rules;
using EdgeAgent.Tracking;

namespace EdgeAgent.Pipeline;

/// <summary>What happens to each analysed frame of one camera: detect, track, decide. The same for a live stream and for a file.</summary>
internal sealed class CameraAnalysis
{
    private readonly ModelThresholds _thresholds;
    private readonly RuleEngine _rules;
    private readonly SceneSampler _scene = new();
    private readonly List<Domain.Detection> _detections = [];
    private readonly List<Track> _tracks = [];
    private readonly List<RuleSignal> _signals = [];
    private ByteTracker? _tracker;

    /// <exception cref="ProblemException">A rule or zone cannot be served by this model.</exception>
    public CameraAnalysis(CameraPlan plan, ModelManifest model)
    {
        _thresholds = model.Thresholds;
        _rules = RuleEngine.TryCreate(plan.RuleSet, model.Labels, out var problems)
            ?? throw new ProblemException(problems[0]);
    }

    /// <summary>Every track after the last frame.</summary>
    public IReadOnlyList<Track> Tracks => _tracks;

    /// <summary>Looks at one frame and takes it in; the signals are valid until the next call.</summary>
    /// <exception cref="ModelException">The detector failed; tracks and rules have not moved.</exception>
    public IReadOnlyList<RuleSignal> Process(Frame frame, Detector detector)
    {
        detector.Detect(frame, _detections);
        return Observe(frame, _detections);
    }

    /// <summary>Takes in a frame that was looked at already.</summary>
    public IReadOnlyList<RuleSignal> Observe(Frame frame, List<Domain.Detection> detections)
    {
        _tracker ??= new ByteTracker(OptionsFor(_thresholds), (double)frame.Width / frame.Height);
        var started = Stage.Tracking.Start();
        _tracker.Update(frame.Time, CollectionsMarshal.AsSpan(detections), _tracks);
        Stage.Tracking.Stop(started);

        var scene = Sample(frame);
        started = Stage.Rules.Start();
        _signals.Clear();
        _rules.Observe(new RuleFrame(frame.Time, _tracks) { Scene = scene }, _signals);
        Stage.Rules.Stop(started);
        return _signals;
    }

    /// <summary>The stream was interrupted for a moment.</summary>
    public void Discontinuity() => _tracker?.Discontinuity();

    /// <summary>Ends every open event.</summary>
    public IReadOnlyList<RuleSignal> Finish(MediaTime time, string reason)
    {
        _signals.Clear();
        _rules.Finish(time, reason, _signals);
        return _signals;
    }

    private SceneMap? Sample(Frame frame)
    {
        if (!_rules.NeedsScene)
        {
            return null;
        }

        var started = Stage.Scene.Start();
        var scene = _scene.Sample(frame);
        Stage.Scene.Stop(started);
        return scene;
    }

    // ByteTrack's margin of 0.1 between the score that may continue any track and the one that may begin one.
    private static TrackerOptions OptionsFor(ModelThresholds thresholds) => new()
    {
        HighScore = thresholds.Score,
        LowScore = thresholds.LowScore,
        NewTrackScore = Math.Min(thresholds.Score + 0.1f, 1),
    };
}
