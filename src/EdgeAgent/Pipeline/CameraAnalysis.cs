using System.Runtime.InteropServices;
using EdgeAgent.Appearance;
using EdgeAgent.Detection;
using EdgeAgent.Detection.Regions;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Pipeline.Statics;
using EdgeAgent.Rules;
using EdgeAgent.Tracking;

namespace EdgeAgent.Pipeline;

/// <summary>
/// What happens to each analysed frame of one camera: detect, drop what is always there, track, decide. The same for a live stream and for
/// a file.
/// </summary>
internal sealed class CameraAnalysis : IDisposable
{
    /// <summary>Times from one frame to the next for which a track is remembered at the least.</summary>
    private const double LeastLooks = 2.5;

    private readonly ModelThresholds _thresholds;
    private readonly CameraStatics _statics;
    private readonly ModelManifest _model;
    private readonly IMediaClock? _clock;
    private readonly RuleEngine _rules;
    private readonly RegionPlanner? _regions;
    private readonly RegionBudget? _budget;
    private readonly SceneSampler _scene = new();
    private readonly List<Domain.Detection> _detections = [];
    private readonly List<ColorHistogram> _colors = [];
    private readonly List<Track> _tracks = [];
    private readonly List<RuleSignal> _signals = [];
    private readonly Describer _describer;
    private readonly PostureStage? _postures;
    private readonly TrackerOptions _tracking;
    private ByteTracker? _tracker;
    private bool _isPaused;

    /// <param name="plan">What it watches for.</param>
    /// <param name="model">That detects.</param>
    /// <param name="parts">What it is made with.</param>
    /// <exception cref="ProblemException">A rule or zone cannot be served by this model.</exception>
    public CameraAnalysis(CameraPlan plan, ModelManifest model, AnalysisParts parts)
    {
        _regions = plan.RegionsPerFrame > 0 ? new RegionPlanner(model.Input, plan.RegionsPerFrame) : null;
        _budget = parts.Time is not null && _regions is not null && plan.DetectionsPerSecond > 0
            ? new RegionBudget(TimeSpan.FromSeconds(1 / plan.DetectionsPerSecond), parts.Time)
            : null;
        _model = model;
        _thresholds = model.Thresholds;
        _tracking = OptionsFor(_thresholds, plan);
        _statics = parts.Statics ?? new CameraStatics(plan.Id, plan.Statics);
        _clock = parts.Clock;
        _rules = RuleEngine.TryCreate(plan.RuleSet, model.Labels, out var problems, parts.Trace)
            ?? throw new ProblemException(problems[0]);
        _describer = new Describer(model.Labels, plan.Geometry);
        _postures = plan.RuleSet.NeedsPostures ? new PostureStage(parts.PoseModel, plan.RuleSet.PersonClassIds(model.Labels)) : null;
    }

    /// <summary>Every track after the last frame.</summary>
    public IReadOnlyList<Track> Tracks => _tracks;

    /// <summary>What those in sight after the last frame look like, and those that were removed in it.</summary>
    public IReadOnlyList<TrackAppearance> Appearances => _describer.Appearances;

    /// <summary>How each rule stands. Safe to ask from any thread.</summary>
    public IReadOnlyList<RuleStatus> Rules => _rules.Statuses;

    /// <summary>Detections that the tracker refused so far.</summary>
    public long DetectionsRejected => _tracker?.RejectedDetections ?? 0;

    /// <summary>Frames so far whose time did not go on.</summary>
    public long FramesOutOfOrder => _tracker?.FramesOutOfOrder ?? 0;

    /// <summary>Why no postures are known; null while all is well.</summary>
    public Problem? PoseFault => _postures?.Fault;

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
        if (!_isPaused)
        {
            // Elsewhere other things stand, and those of home are not gone.
            _statics.Sift(frame, detections, _model.Labels);
        }

        var started = Stage.Colors.Start();
        SampleColors(frame, detections);
        Stage.Colors.Stop(started);

        var aspect = (double)frame.Width / frame.Height;
        _tracker ??= new ByteTracker(_tracking, aspect);
        _tracker.Reshape(aspect);
        started = Stage.Tracking.Start();
        _tracker.Update(frame.Time, CollectionsMarshal.AsSpan(detections), CollectionsMarshal.AsSpan(_colors), _tracks);
        Stage.Tracking.Stop(started);

        started = Stage.Appearance.Start();
        _describer.Observe(frame, _tracks);
        Stage.Appearance.Stop(started);

        var postures = LookAtPostures(frame);
        var scene = SampleScene(frame);
        started = Stage.Rules.Start();
        _signals.Clear();
        _rules.Observe(
            new RuleFrame(frame.Time, _tracks)
            {
                Utc = _clock?.KnownUtc(frame.Time),
                Aspect = aspect,
                Postures = postures,
                Scene = scene,
            },
            _signals);
        Stage.Rules.Stop(started);
        return _signals;
    }

    /// <summary>The stream was interrupted for a moment.</summary>
    public void Discontinuity() => _tracker?.Discontinuity();

    /// <summary>The camera looks elsewhere: open events end, tracks are dropped, and nothing fires until <see cref="Resume"/>.</summary>
    public IReadOnlyList<RuleSignal> Pause(MediaTime time, string reason)
    {
        DropTracks();
        _isPaused = true;
        _signals.Clear();
        _rules.Pause(time, reason, _signals);
        return _signals;
    }

    /// <summary>It is back: what was followed on the way is dropped, and what is there counts anew.</summary>
    public void Resume()
    {
        DropTracks();
        _isPaused = false;
        _rules.Resume();
    }

    /// <summary>Ends every open event.</summary>
    public IReadOnlyList<RuleSignal> Finish(MediaTime time, string reason)
    {
        _signals.Clear();
        _rules.Finish(time, reason, _signals);
        return _signals;
    }

    public void Dispose() => _postures?.Dispose();

    private IReadOnlyList<TrackPosture> LookAtPostures(Frame frame)
    {
        if (_postures is null || _rules.IsPaused)
        {
            return [];
        }

        var started = Stage.Postures.Start();
        var found = _postures.Look(frame, _tracks);
        Stage.Postures.Stop(started);
        return found;
    }

    private void DropTracks()
    {
        _tracker?.Drop();
        _tracks.Clear();
        _describer.Forget();
        _postures?.Forget();
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

    private SceneMap? SampleScene(Frame frame)
    {
        if (!_rules.NeedsScene || _rules.IsPaused)
        {
            return null;
        }

        var started = Stage.Scene.Start();
        var scene = _scene.Sample(frame);
        Stage.Scene.Stop(started);
        return scene;
    }

    // ByteTrack's margin of 0.1 between the score that may continue any track and the one that may begin one.
    private static TrackerOptions OptionsFor(ModelThresholds thresholds, CameraPlan plan)
    {
        var usual = new TrackerOptions
        {
            HighScore = thresholds.Score,
            LowScore = thresholds.LowScore,
            NewTrackScore = Math.Min(thresholds.Score + 0.1f, 1),
        };

        // Where the next look comes after ten seconds, who is forgotten before it is never seen twice.
        var twoLooks = plan.DetectionsPerSecond > 0 ? LeastLooks / plan.DetectionsPerSecond : 0;
        return usual with { LostSeconds = Math.Max(usual.LostSeconds, Math.Max(twoLooks, plan.RuleSet.MemorySeconds)) };
    }
}
