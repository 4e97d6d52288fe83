using EdgeAgent.Cli.Analysis;
using EdgeAgent.Detection;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
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
