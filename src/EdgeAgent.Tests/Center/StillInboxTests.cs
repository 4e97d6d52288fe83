using EdgeAgent.Messaging;
using EdgeAgent.Outbox;

namespace EdgeAgent.Center;

public sealed class StillInboxTests
{
    private static readonly PoleIdentity Pole = new("seoul", "pole-7");

    private readonly List<CenterNotice> _notices = [];

    [Fact]
    public void What_is_no_still_is_refused_with_the_reason()
    {
        var inbox = new StillInbox(null, _notices.Add);
        Assert.Equal("the event's id is no UUID", inbox.Receive(Pole, "../../etc/passwd", []));
        Assert.Equal("a still that is no JPEG", inbox.Receive(Pole, Guid.Empty.ToString(), [1, 2, 3, 4]));
        Assert.Equal("a still of 70000 bytes", inbox.Receive(Pole, Guid.Empty.ToString(), new byte[70_000]));
    }

    [Fact]
    public void Another_pole_cannot_put_its_picture_to_an_event()
    {
        var inbox = new StillInbox(null, _notices.Add);
        var still = Some.Still(100);
        Assert.Null(inbox.Receive(new PoleIdentity("seoul", "pole-8"), still.EventId.ToString(), Some.Still(100).Jpeg.ToArray()));
        Assert.Null(inbox.Expect(Pole, still.EventId, still.Sha256));
        Assert.Empty(_notices);
        Assert.Null(inbox.Receive(Pole, still.EventId.ToString(), still.Jpeg.ToArray()));
        Assert.IsType<CenterNotice.Still>(Assert.Single(_notices));
    }

    [Fact]
    public void Pictures_without_an_event_do_not_pile_up()
    {
        var inbox = new StillInbox(null, _notices.Add);
        var stills = Enumerable.Range(0, 100).Select(_ => Some.Still(100)).ToList();
        stills.ForEach(still => inbox.Receive(Pole, still.EventId.ToString(), still.Jpeg.ToArray()));
        stills.ForEach(still => inbox.Expect(Pole, still.EventId, still.Sha256));
        Assert.Equal(32, _notices.Count);
    }
}
