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
    private readonly List<Domain.Detection> _detections = [];
    private readonly List<ColorHistogram> _colors = [];
    private readonly List<Track> _tracks = [];
    private readonly List<RuleSignal> _signals = [];
    private ByteTracker? _tracker;

    /// <exception cref="ProblemException">A rule or zone cannot be served by this model.</exception>
    public CameraAnalysis(CameraPlan plan, ModelManifest model)
    {
        _thresholds = model.Thresholds;
        _rules = RuleEngine.TryCreate(plan.Rules, plan.Zones, model.Labels, plan.Path, out var problems)
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
        var started = Stage.Colors.Start();
        SampleColors(frame, detections);
        Stage.Colors.Stop(started);

        var aspect = (double)frame.Width / frame.Height;
        _tracker ??= new ByteTracker(OptionsFor(_thresholds), aspect);
        _tracker.Reshape(aspect);
        started = Stage.Tracking.Start();
        _tracker.Update(frame.Time, CollectionsMarshal.AsSpan(detections), CollectionsMarshal.AsSpan(_colors), _tracks);
        Stage.Tracking.Stop(started);

        started = Stage.Rules.Start();
        _signals.Clear();
        _rules.Observe(frame.Time, _tracks, _signals);
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

    // A doubtful detection is half hidden more often than not, and would lend the track another's colours.
    private void SampleColors(Frame frame, List<Domain.Detection> detections)
    {
        _colors.Clear();
        for (var i = 0; i < detections.Count; i++)
        {
            _colors.Add(detections[i].Score >= _thresholds.Score ? ColorSampler.Sample(frame, detections[i].Box) : default);
        }
    }

    // ByteTrack's margin of 0.1 between the score that may continue any track and the one that may begin one.
    private static TrackerOptions OptionsFor(ModelThresholds thresholds) => new()
    {
        HighScore = thresholds.Score,
        LowScore = thresholds.LowScore,
        NewTrackScore = Math.Min(thresholds.Score + 0.1f, 1),
    };
}
