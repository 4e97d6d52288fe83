using EdgeAgent.Domain;
using EdgeAgent.Outbox;

namespace EdgeAgent.Imaging.Drawing;

public sealed class EventWordsTests
{
    [Fact]
    public void An_event_without_tracks_class_or_box_has_words_and_a_line_in_the_banner()
    {
        var tamper = Some.Event() with
        {
            Type = EventTypes.CameraTamper, Tracks = [], ObjectClass = null, Score = null, BestBox = null, Zone = null, Detail = new EventDetail { Kind = "covered" },
        };
        Assert.Equal("covered", EventWords.Subject(tamper));
        Assert.Equal("", EventWords.Subject(tamper with { Detail = null }));
        var open = new OpenEvents(new Dictionary<string, string>());
        open.Take(tamper.Time, [tamper]);
        Assert.Contains("covered", Assert.Single(open.Lines()).Text, StringComparison.Ordinal);
        Assert.False(open.IsAlarming(0));
    }
}
