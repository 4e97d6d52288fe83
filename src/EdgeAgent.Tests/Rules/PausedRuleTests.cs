using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

public sealed class PausedRuleTests
{
    [Fact]
    public void A_camera_that_leaves_home_ends_what_is_open_and_fires_nothing_until_it_is_back()
    {
        var yard = new Yard().SeeFrom(0, 1, Yard.Track(0.7)).Pause().SeeFrom(1.1, 5, Yard.Track(0.8, id: 2));
        Assert.Equal([(EventPhase.Start, 0.5, null), (EventPhase.End, 1, EndReason.CameraMoved)], yard.Story);
        Assert.Equal(RuleState.Paused, yard.Status.State);

        yard.Resume().SeeFrom(5.1, 6, Yard.Track(0.7, id: 3)).Finish();
        Assert.Equal([(EventPhase.Start, 5.6, null), (EventPhase.End, 6, EndReason.Stopped)], yard.Story.Skip(2));
        Assert.Equal(RuleState.Armed, yard.Status.State);
    }

    [Fact]
    public void A_camera_that_moves_on_ends_nothing_twice()
    {
        var yard = new Yard().SeeFrom(0, 1, Yard.Track(0.7)).Pause().Pause().Finish();
        Assert.Equal(2, yard.Signals.Count);
    }
}
