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
    private readonly IMediaClock? _clock;
    private readonly RuleEngine _rules;
    private readonly List<Domain.Detection> _detections = [];
    private readonly List<Track> _tracks = [];
    private readonly List<RuleSignal> _signals = [];
    private ByteTracker? _tracker;

    /// <exception cref="ProblemException">A rule or zone cannot be served by this model.</exception>
    /// <param name="plan">What it watches for.</param>
    /// <param name="model">That looks.</param>
    /// <param name="clock">By which schedules go; without one every rule is armed.</param>
    public CameraAnalysis(CameraPlan plan, ModelManifest model, IMediaClock? clock = null)
    {
        _thresholds = model.Thresholds;
        _clock = clock;
        _rules = RuleEngine.TryCreate(plan.RuleSet, model.Labels, out var problems)
            ?? throw new ProblemException(problems[0]);
    }

    /// <summary>Every track after the last frame.</summary>
    public IReadOnlyList<Track> Tracks => _tracks;

    /// <summary>How each rule stands. Safe to ask from any thread.</summary>
    public IReadOnlyList<RuleStatus> Rules => _rules.Statuses;

    /// <summary>Detections that the tracker refused so far.</summary>
    public long DetectionsRejected => _tracker?.RejectedDetections ?? 0;

    /// <summary>Frames so far whose time did not go on.</summary>
    public long FramesOutOfOrder => _tracker?.FramesOutOfOrder ?? 0;

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

        started = Stage.Rules.Start();
        _signals.Clear();
        _rules.Observe(new RuleFrame(frame.Time, _tracks) { Utc = _clock?.KnownUtc(frame.Time) }, _signals);
        Stage.Rules.Stop(started);
        return _signals;
    }

    /// <summary>The stream was interrupted for a moment.</summary>
    public void Discontinuity() => _tracker?.Discontinuity();

    /// <summary>The camera looks elsewhere: open events end, tracks are dropped, and nothing fires until <see cref="Resume"/>.</summary>
    public IReadOnlyList<RuleSignal> Pause(MediaTime time, string reason)
    {
        _tracker?.Drop();
        _tracks.Clear();
        _signals.Clear();
        _rules.Pause(time, reason, _signals);
        return _signals;
    }

    /// <summary>It is back: what was followed on the way is dropped, and what is there counts anew.</summary>
    public void Resume()
    {
        _tracker?.Drop();
        _tracks.Clear();
        _rules.Resume();
    }

    /// <summary>Ends every open event.</summary>
    public IReadOnlyList<RuleSignal> Finish(MediaTime time, string reason)
    {
        _signals.Clear();
        _rules.Finish(time, reason, _signals);
        return _signals;
    }

    // ByteTrack's margin of 0.1 between the score that may continue any track and the one that may begin one.
    private static TrackerOptions OptionsFor(ModelThresholds thresholds) => new()
    {
        HighScore = thresholds.Score,
        LowScore = thresholds.LowScore,
        NewTrackScore = Math.Min(thresholds.Score + 0.1f, 1),
    };
}
