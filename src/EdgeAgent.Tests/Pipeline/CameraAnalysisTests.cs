using EdgeAgent.Cli.Analysis;
using EdgeAgent.Detection;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline.Statics;
using EdgeAgent.Rules;
using EdgeAgent.Rules.Postures;
using EdgeAgent.Rules.Presence;
using EdgeAgent.Tracking.Statics;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pipeline;

public sealed class CameraAnalysisTests : IDisposable
{
    private readonly OnnxModel _model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
    private readonly FakeTimeProvider _time = new();
    private double _now;

    public void Dispose() => _model.Dispose();

    [Fact]
    public void A_camera_that_has_the_time_looks_at_every_region_that_it_asks_for()
    {
        // An inference seems to take no time at all.
        var regions = Look(frames: 4);

        Assert.All(regions, frame => Assert.Equal(frame.Asked, frame.LookedAt));
        Assert.Contains(regions, frame => frame.LookedAt == 3);
    }

    [Fact]
    public void A_device_that_is_too_slow_gives_up_regions_not_frames_and_counts_what_it_gave_up()
    {
        // Half a second for what may take 0.12.
        _time.AutoAdvanceAmount = TimeSpan.FromSeconds(0.5);
        var regions = Look(frames: 4);

        Assert.All(regions.Skip(1), frame => Assert.Equal(0, frame.LookedAt));
        Assert.All(regions.Skip(1), frame => Assert.InRange(frame.Asked, 1, 3));
    }

    [Fact]
    public void A_camera_that_looks_once_in_ten_seconds_follows_who_stays()
    {
        using var analysis = Analysis(framesPerSecond: 0.1);
        Watch(analysis, frames: 4, step: 10);

        Assert.Equal((1, TrackState.Confirmed), (Assert.Single(analysis.Tracks).Id, analysis.Tracks[0].State));
    }

    [Theory]
    [InlineData(15, 1)]
    [InlineData(25, 2)]
    public void Who_stands_where_they_stood_when_the_stream_paused_is_the_same_unless_it_was_lost(double pause, int events)
    {
        using var analysis = Analysis(framesPerSecond: 5);
        var signals = Watch(analysis, frames: 25, step: 0.2);
        signals.AddRange(Watch(analysis, frames: 1, step: pause));
        signals.AddRange(Watch(analysis, frames: 25, step: 0.2));

        Assert.Equal(events, signals.Count(signal => signal.Phase == EventPhase.Start));
    }

    [Theory]
    [InlineData(10, 2)]
    [InlineData(30, 1)]
    public void Who_comes_back_within_the_seconds_that_a_rule_grants_is_the_same(double lostSeconds, int events)
    {
        var plan = ZoneArgument.WholePicture();
        using var analysis = new CameraAnalysis(
            plan with
            {
                RegionsPerFrame = 0,
                DetectionsPerSecond = 5,
                Rules = [new LoiteringOptions { Id = "long", Zone = plan.Zones[0].Id, MinimumSeconds = 3, LostSeconds = lostSeconds }],
            },
            _model.Manifest,
            new AnalysisParts(new SharedPoseModel(new PoseModelOptions())));
        var signals = Watch(analysis, frames: 25, step: 0.2);
        signals.AddRange(Watch(analysis, frames: 100, step: 0.2, []));
        signals.AddRange(Watch(analysis, frames: 25, step: 0.2));

        Assert.Equal(events, signals.Count(signal => signal.Phase == EventPhase.Start));
    }

    [Fact]
    public void Without_the_pose_model_the_rules_that_need_none_go_on_and_its_fault_is_told()
    {
        using var poses = new SharedPoseModel(new PoseModelOptions { Directory = "/nowhere" });
        var plan = ZoneArgument.WholePicture();
        using var analysis = new CameraAnalysis(
            plan with { Rules = [.. plan.Rules, new PersonDownOptions { Id = "down" }] }, _model.Manifest, new AnalysisParts(poses));
        using var frame = new MemoryFrame(640, 360);
        var signals = new List<RuleSignal>();
        for (var i = 0; i < 20; i++)
        {
            frame.Time = MediaTime.FromSeconds(i * 0.2);
            signals.AddRange(analysis.Observe(frame, [Poster]));
        }

        Assert.Equal("model/missing", analysis.PoseFault?.Code);
        Assert.Equal("intrusion", Assert.Single(signals).Type);
    }

    [Fact]
    public void A_camera_that_looks_elsewhere_learns_no_static_detections_there_and_drops_none()
    {
        var statics = new CameraStatics(new CameraId("gate"), new StaticsOptions { Minutes = 2 });
        using var analysis = Analysis(framesPerSecond: 1, statics);
        analysis.Pause(MediaTime.FromSeconds(0), Rules.EndReason.CameraMoved);
        Watch(analysis, frames: 300, step: 1);
        Assert.Equal(0, statics.Count);

        analysis.Resume();
        Watch(analysis, frames: 300, step: 1);
        Assert.Equal(1, statics.Count);
        Assert.Empty(Sift());

        analysis.Pause(MediaTime.FromSeconds(_now), Rules.EndReason.CameraMoved);
        Assert.Single(Sift());

        List<Domain.Detection> Sift()
        {
            List<Domain.Detection> detections = [Poster];
            Watch(analysis, frames: 1, step: 1, detections);
            return detections;
        }
    }

    private static readonly Domain.Detection Poster = new(0, 0.8f, new BoundingBox(0.4f, 0.4f, 0.05f, 0.2f));

    private CameraAnalysis Analysis(double framesPerSecond, CameraStatics? statics = null) => new(
        ZoneArgument.WholePicture() with { RegionsPerFrame = 0, DetectionsPerSecond = framesPerSecond },
        _model.Manifest,
        new AnalysisParts(new SharedPoseModel(new PoseModelOptions())) { Statics = statics });

    /// <summary>A poster and nothing else.</summary>
    private List<RuleSignal> Watch(CameraAnalysis analysis, int frames, double step, List<Domain.Detection>? detections = null)
    {
        using var frame = new MemoryFrame(640, 360);
        var signals = new List<RuleSignal>();
        for (var i = 0; i < frames; i++)
        {
            frame.Time = MediaTime.FromSeconds(_now += step);
            signals.AddRange(analysis.Observe(frame, detections ?? [Poster]));
        }

        return signals;
    }

    /// <summary>A beach with many people far away, five frames a second, three regions each.</summary>
    private List<(int Asked, int LookedAt)> Look(int frames)
    {
        var analysis = new CameraAnalysis(ZoneArgument.WholePicture() with { RegionsPerFrame = 3 }, _model.Manifest, new AnalysisParts(new SharedPoseModel(new PoseModelOptions())) { Time = _time });
        using var detector = new Detector(_model, 3);
        using var frame = StillFrame.From(Checkout.Photograph("kite.jpg"), 1352, 900);
        var regions = new List<(int, int)>();
        for (var i = 0; i < frames; i++)
        {
            frame.Time = MediaTime.FromSeconds(i * 0.2);
            analysis.Process(frame, detector);
            Assert.NotEmpty(analysis.Tracks);
            regions.Add(analysis.Regions);
        }

        return regions;
    }
}
