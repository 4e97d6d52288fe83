using EdgeAgent.Center;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;

namespace EdgeAgent.Cli.Center;

public sealed class NoticeTextTests
{
    [Fact]
    public void An_event_about_the_picture_has_neither_track_nor_class()
    {
        var bare = Some.Event() with
        {
            Type = EventTypes.CameraTamper, Tracks = [], ObjectClass = null, Score = null, BestBox = null, Zone = null, Detail = new EventDetail { Kind = "covered" },
        };
        Assert.Equal("pole-7/gate: ALERT warning: camera-tamper (카메라 훼손), covered", Text(bare));
    }

    [Fact]
    public void What_events_say_beyond_is_said_in_words()
    {
        var detail = new EventDetail
        {
            Count = 12,
            Direction = LineDirection.ToLeft,
            Counts = [new LineCount("car", LineDirection.ToRight, 3)],
            Parties = [new EventParty(4, "person", default, default)],
            Suppressed = 5,
        };
        Assert.Equal(
            "pole-7/gate: update after 0.0 s: intrusion (침입), person 0.75, track 7, zone park, line gate, 12 counted, to the left, car 3 to the right, "
            + "with person 4, stands for 5 more alerts",
            Text(Some.Event(phase: EventPhase.Update) with { Line = "gate", Detail = detail }));
    }

    private static string? Text(EdgeEvent edgeEvent) =>
        NoticeText.Of(new CenterNotice.Event(new PoleIdentity("seoul", "pole-7"), "1", null, "operational", EventMessage.From(edgeEvent)));
}
