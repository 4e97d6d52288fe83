using EdgeAgent.Cli.Analysis;
using EdgeAgent.Detection;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline.Statics;
using EdgeAgent.Rules;
using EdgeAgent.Tracking.Statics;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pipeline;

public sealed class CameraAnalysisTests : IDisposable
{
    private readonly OnnxModel _model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
    private readonly FakeTimeProvider _time = new();

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
    public void A_camera_that_looks_elsewhere_learns_nothing_of_what_stands_there()
    {
        var statics = new CameraStatics(new CameraId("gate"), new StaticsOptions { Minutes = 2, ArrivedMinutes = 10 });
        var parts = new AnalysisParts(new SharedPoseModel(new PoseModelOptions())) { Statics = statics };
        using var analysis = new CameraAnalysis(ZoneArgument.WholePicture(), _model.Manifest, parts);
        using var frame = StillFrame.From(Checkout.Photograph("kite.jpg"), 320, 240);

        analysis.Pause(default, EndReason.CameraMoved);
        Stand(0, 1200);
        Assert.Equal(0, statics.Count);
        analysis.Resume();
        Stand(1200, 2400);
        Assert.Equal(1, statics.Count);

        void Stand(int first, int last)
        {
            for (var second = first; second < last; second++)
            {
                frame.Time = MediaTime.FromSeconds(second);
                analysis.Observe(frame, [new Domain.Detection(0, 0.8f, new BoundingBox(0.4f, 0.3f, 0.1f, 0.3f))]);
            }
        }
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
