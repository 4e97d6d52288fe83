using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

public sealed class PresenceBookTests
{
    private readonly PresenceBook _book = new();

    [Fact]
    public void A_will_that_arrives_after_the_next_birth_is_dropped()
    {
        Assert.True(Apply(online: true, epoch: 1));
        Assert.True(Apply(online: true, epoch: 2));

        Assert.False(Apply(online: false, epoch: 1));
    }

    [Fact]
    public void Within_one_epoch_offline_is_final()
    {
        Assert.True(Apply(online: true, epoch: 1));
        Assert.True(Apply(online: false, epoch: 1));

        Assert.False(Apply(online: true, epoch: 1));
        Assert.True(Apply(online: true, epoch: 2));
    }

    [Fact]
    public void Poles_do_not_share_their_epochs()
    {
        Assert.True(Apply(online: true, epoch: 9));

        Assert.True(_book.TryApply(new PoleIdentity("seoul", "pole-8"), new StateMessage(true, 1, null)));
    }

    private bool Apply(bool online, long epoch) => _book.TryApply(RunningPole.Identity, new StateMessage(online, epoch, null));
}
