using System.Runtime.InteropServices;
using EdgeAgent.Detection;
using EdgeAgent.Detection.Regions;
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
    private readonly RegionPlanner? _regions;
    private readonly RegionBudget? _budget;
    private readonly List<Domain.Detection> _detections = [];
    private readonly List<Track> _tracks = [];
    private readonly List<RuleSignal> _signals = [];
    private ByteTracker? _tracker;

    /// <param name="plan">What the camera is to do.</param>
    /// <param name="model">That looks.</param>
    /// <param name="time">Measures what a live camera has time for; null for recorded video, which has time for everything.</param>
    /// <exception cref="ProblemException">A rule or zone cannot be served by this model.</exception>
    public CameraAnalysis(CameraPlan plan, ModelManifest model, TimeProvider? time = null)
    {
        _regions = plan.RegionsPerFrame > 0 ? new RegionPlanner(model.Input, plan.RegionsPerFrame) : null;
        _budget = time is not null && _regions is not null && plan.DetectionsPerSecond > 0
            ? new RegionBudget(TimeSpan.FromSeconds(1 / plan.DetectionsPerSecond), time)
            : null;
        _thresholds = model.Thresholds;
        _rules = RuleEngine.TryCreate(plan.Rules, plan.Zones, model.Labels, plan.Path, out var problems)
            ?? throw new ProblemException(problems[0]);
    }

    /// <summary>Every track after the last frame.</summary>
    public IReadOnlyList<Track> Tracks => _tracks;

    /// <summary>Of the last frame that was looked at here: parts that were worth a closer look, and those that there was time for.</summary>
    public (int Asked, int LookedAt) Regions { get; private set; }

    /// <summary>Looks at one frame and takes it in; the signals are valid until the next call.</summary>
    /// <exception cref="ModelException">The detector failed; tracks and rules have not moved.</exception>
    public IReadOnlyList<RuleSignal> Process(Frame frame, Detector detector)
    {
        var regions = PlanRegions(frame);
        _budget?.Begin();
        detector.Detect(frame, regions, _detections);
        _budget?.End(1 + regions.Length);
        Regions = (_regions?.Asked ?? 0, regions.Length);
        return Observe(frame, _detections);
    }

    /// <summary>Which parts of the next frame are worth a closer look, by the frames that were taken in; valid until the next call.</summary>
    public ReadOnlySpan<PixelRectangle> PlanRegions(Frame frame)
    {
        if (_regions is null)
        {
            return default;
        }

        var started = Stage.Regions.Start();
        var regions = _regions.Plan(frame, _tracks, _budget?.Allowed ?? int.MaxValue);
        Stage.Regions.Stop(started);
        return regions;
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

    // ByteTrack's margin of 0.1 between the score that may continue any track and the one that may begin one.
    private static TrackerOptions OptionsFor(ModelThresholds thresholds) => new()
    {
        HighScore = thresholds.Score,
        LowScore = thresholds.LowScore,
        NewTrackScore = Math.Min(thresholds.Score + 0.1f, 1),
    };
}
