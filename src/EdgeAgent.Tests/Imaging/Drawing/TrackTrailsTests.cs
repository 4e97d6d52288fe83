using EdgeAgent.Domain;

namespace EdgeAgent.Imaging.Drawing;

public sealed class TrackTrailsTests
{
    private readonly TrackTrails _trails = new();

    [Fact]
    public void A_trail_is_cut_where_its_id_goes_over_to_somebody_else()
    {
        foreach (var (time, x) in new[] { (0, 0.10f), (0.2, 0.11f), (0.4, 0.12f), (0.6, 0.20f), (0.8, 0.21f) })
        {
            See(time, x);
        }

        Assert.Equal([false, false, false, true, false], _trails.Of(1).ToArray().Select(point => point.Jumped));
    }

    [Fact]
    public void Somebody_fast_leaves_one_trail()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i * 0.2, 0.05f + (i * 0.09f));
        }

        Assert.DoesNotContain(_trails.Of(1).ToArray(), point => point.Jumped);
    }

    [Fact]
    public void A_trail_is_as_long_as_some_seconds_and_goes_with_its_track()
    {
        for (var i = 0; i < 100; i++)
        {
            See(i * 0.2, 0.5f);
        }

        var trail = _trails.Of(1).ToArray();
        Assert.InRange(trail[^1].Time - trail[0].Time, TrackTrails.Length - TimeSpan.FromSeconds(0.3), TrackTrails.Length);

        _trails.Add(MediaTime.FromSeconds(20), [Track(20, 0.5f) with { State = TrackState.Removed }], 16f / 9);
        Assert.True(_trails.Of(1).IsEmpty);
    }

    private static Track Track(double seconds, float x)
    {
        var time = MediaTime.FromSeconds(seconds);
        return new Track(1, 0, TrackState.Confirmed, new BoundingBox(x, 0.4f, 0.04f, 0.2f), 0.8f, time, time);
    }

    private void See(double seconds, float x) => _trails.Add(MediaTime.FromSeconds(seconds), [Track(seconds, x)], 16f / 9);
}
