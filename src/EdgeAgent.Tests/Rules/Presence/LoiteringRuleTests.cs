using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Presence;

public sealed class LoiteringRuleTests
{
    private readonly Yard _yard = new(rule: new LoiteringOptions { Id = "r", Zone = "yard" });

    [Fact]
    public void Half_a_minute_in_the_zone_is_loitering()
    {
        _yard.SeeFrom(0, 40, Yard.Track(0.7)).SeeFrom(40.1, 50, Yard.Track(0.2));
        Assert.Equal([(EventPhase.Start, 30, null), (EventPhase.End, 43.1, "left-zone")], _yard.Story);
    }

    [Fact]
    public void Passing_through_is_none()
    {
        _yard.Draw(time => [Yard.Track(0.3 + (0.02 * time))], 0, 35).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Short_losses_count_as_presence()
    {
        for (var start = 0; start < 32; start += 4)
        {
            _yard.SeeFrom(start, start + 1.9, Yard.Track(0.7)).SeeFrom(start + 2, start + 3.9, Yard.Track(0.3, state: TrackState.Lost));
        }

        Assert.Equal((EventPhase.Start, 32, null), _yard.SeeFrom(32, 33, Yard.Track(0.7)).Story.First());
    }

    [Fact]
    public void A_foot_point_that_flickers_over_the_border_does_not_begin_the_time_anew()
    {
        for (var second = 0; second < 45; second++)
        {
            _yard.SeeFrom(second, second + 0.7, Yard.Track(0.52)).SeeFrom(second + 0.8, second + 0.9, Yard.Track(0.48));
        }

        // Only what was inside counts: some three quarters of the time.
        Assert.InRange(Assert.Single(_yard.Signals).Time.TotalSeconds, 36, 44);
    }

    [Fact]
    public void Who_leaves_for_longer_begins_anew()
    {
        _yard.SeeFrom(0, 20, Yard.Track(0.7)).SeeFrom(20.1, 25, Yard.Track(0.3)).SeeFrom(25.1, 50, Yard.Track(0.7)).Finish();
        Assert.Empty(_yard.Signals);
    }
}
