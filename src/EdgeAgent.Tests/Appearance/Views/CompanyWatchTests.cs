using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Views;

public sealed class CompanyWatchTests
{
    private const float Aspect = 16f / 9;

    private CompanyWatch _watch;

    [Fact]
    public void Who_walks_by_himself_is_alone()
    {
        Watch(0, 10, _ => []);
        Assert.Equal(Company.Alone, _watch.Of(At(10)));
    }

    [Fact]
    public void Before_two_seconds_nothing_is_said()
    {
        Assert.Equal(Company.Unknown, _watch.Of(At(10)));
        Watch(0, 1.8, _ => []);
        Assert.Equal(Company.Unknown, _watch.Of(At(1.8)));
    }

    [Fact]
    public void Two_side_by_side_are_company()
    {
        Watch(0, 4, time => [(2, Path(time) + 0.04, 0.6)]);
        Assert.Equal(Company.Accompanied, _watch.Of(At(4)));
    }

    [Fact]
    public void A_companion_who_is_lost_from_sight_now_and_then_stays_one()
    {
        Watch(0, 10, time => (int)(time * 5) % 4 == 0 ? [] : [(2, Path(time) + 0.04, 0.6)]);
        Assert.Equal(Company.Accompanied, _watch.Of(At(10)));
    }

    [Fact]
    public void Who_passes_is_no_company()
    {
        Watch(0, 10, time => [(2, 0.6 - (0.03 * (time - 5)), 0.6)]);
        Assert.Equal(Company.Alone, _watch.Of(At(10)));
    }

    [Fact]
    public void Nor_are_many_who_pass_one_after_the_other()
    {
        // Somebody is near at every moment, each for one second.
        Watch(0, 20, time => [(2 + (int)time, Path(time) + 0.04, 0.6)]);
        Assert.NotEqual(Company.Accompanied, _watch.Of(At(20)));
    }

    [Fact]
    public void Of_three_together_each_has_company()
    {
        Watch(0, 6, time => [(2, Path(time) + 0.03, 0.6), (3, Path(time) - 0.03, 0.61)]);
        Assert.Equal(Company.Accompanied, _watch.Of(At(6)));
    }

    [Fact]
    public void Who_stands_far_behind_is_near_in_the_picture_only()
    {
        Watch(0, 6, time => [(2, Path(time), 0.6 - (0.4 * 0.2))]);
        Assert.Equal(Company.Alone, _watch.Of(At(6)));
    }

    [Fact]
    public void Boxes_that_are_none_are_nobody()
    {
        var people = new List<Track> { Some.Track(1, Some.Standing(0.5, 0.6)), Some.Track(2, new(float.NaN, 0.2f, float.NaN, float.PositiveInfinity)) };
        for (var i = 0; i < 20; i++)
        {
            _watch.Observe(people[0], people, At(i / 5.0), Aspect);
        }

        Assert.Equal(Company.Alone, _watch.Of(At(4)));
    }

    private static double Path(double time) => 0.6 + (0.03 * (time - 5));

    private static MediaTime At(double seconds) => MediaTime.FromSeconds(seconds);

    private void Watch(double from, double to, Func<double, (int Id, double X, double Foot)[]> others)
    {
        for (var time = from; time <= to; time += 0.2)
        {
            var track = Some.Track(1, Some.Standing(Path(time), 0.6), time);
            List<Track> people = [track, .. others(time).Select(other => Some.Track(other.Id, Some.Standing(other.X, other.Foot), time))];
            _watch.Observe(track, people, At(time), Aspect);
        }
    }
}
