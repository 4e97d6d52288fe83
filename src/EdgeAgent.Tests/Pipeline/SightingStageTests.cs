using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Pipeline;

public sealed class SightingStageTests
{
    private readonly List<Sighting> _added = [];
    private readonly SightingStage _stage;

    public SightingStageTests() => _stage = new SightingStage(new CameraId("gate"), new ManualClock(), _added.Add);

    [Fact]
    public void A_track_that_ended_is_a_sighting_with_its_last_appearance_and_where_it_was_seen_last()
    {
        See(1, new BoundingBox(0.1f, 0.2f, 0.1f, 0.4f), NamedColor.Gray);
        See(2, new BoundingBox(0.3f, 0.2f, 0.1f, 0.4f), NamedColor.Red);
        Assert.Empty(_added);

        _stage.Observe([At(3, new BoundingBox(0.9f, 0.2f, 0.1f, 0.4f), TrackState.Removed, lastSeen: 2)], [Looks(NamedColor.Red)]);
        var sighting = Assert.Single(_added);
        Assert.Equal((NamedColor.Red, 0.3f), (sighting.Appearance.Tops.First, sighting.BestBox.X));
        Assert.Equal((MediaTime.FromSeconds(1), MediaTime.FromSeconds(2)), (sighting.From, sighting.To));
        Assert.Null(sighting.Crop);
    }

    [Fact]
    public void The_best_view_says_when_and_where_and_by_which_name_its_picture_is_kept()
    {
        var box = new BoundingBox(0.2f, 0.2f, 0.1f, 0.4f);
        See(1, box, NamedColor.Red);
        See(2, new BoundingBox(0.3f, 0.2f, 0.1f, 0.4f), NamedColor.Red);
        _stage.Take(new TrackCrop(7, MediaTime.FromSeconds(1), box, 0.5f, [1]));
        _stage.Observe([At(3, box, TrackState.Removed, lastSeen: 2)], [Looks(NamedColor.Red)]);
        var sighting = Assert.Single(_added);
        Assert.Equal((box, MediaTime.FromSeconds(1)), (sighting.BestBox, sighting.BestTime));
        Assert.EndsWith("-7.jpg", sighting.Crop);
        Assert.StartsWith("gate", sighting.Crop);
    }

    [Fact]
    public void Who_is_in_view_when_the_stream_is_lost_is_not_lost_and_is_told_once()
    {
        See(1, new BoundingBox(0.1f, 0.2f, 0.1f, 0.4f), NamedColor.Red);
        _stage.Finish();
        _stage.Finish();
        Assert.Single(_added);
    }

    [Fact]
    public void Of_what_nobody_describes_there_is_no_sighting()
    {
        _stage.Observe([At(1, default, TrackState.Confirmed, lastSeen: 1)], []);
        _stage.Observe([At(2, default, TrackState.Removed, lastSeen: 1)], []);
        _stage.Finish();
        Assert.Empty(_added);
    }

    private void See(double time, BoundingBox box, NamedColor top) =>
        _stage.Observe([At(time, box, TrackState.Confirmed, lastSeen: time)], [Looks(top)]);

    private static Track At(double time, BoundingBox box, TrackState state, double lastSeen) =>
        new(7, 0, state, box, 0.8f, MediaTime.FromSeconds(Math.Min(1, time)), MediaTime.FromSeconds(lastSeen));

    private static TrackAppearance Looks(NamedColor top) => new(7, new Domain.Appearance { Tops = ColorEstimate.Of(top, 1) });
}
