using EdgeAgent.Domain;

namespace EdgeAgent.Imaging.Drawing;

public sealed class OpenEventsTests
{
    private static readonly Zone Yard = new("yard", "Yard", [new(0, 0), new(1, 0), new(1, 1)]);

    private readonly OpenEvents _events = new(new Dictionary<string, string> { ["yard"] = "Yard" });

    [Fact]
    public void An_event_is_shown_while_it_goes_on_and_for_a_moment_after()
    {
        var start = Event(2, EventPhase.Start);
        _events.Take(start.Time, [start]);
        Assert.True(_events.IsAlarming(7) && _events.IsActive(Yard.Id));

        _events.Take(MediaTime.FromSeconds(5.4), []);
        var line = Assert.Single(_events.Lines());
        Assert.True(line.Open);
        Assert.StartsWith("INTRUSION", line.Text, StringComparison.Ordinal);
        Assert.EndsWith("Yard  person 7  3.4 s", line.Text, StringComparison.Ordinal);

        var end = start with { Phase = EventPhase.End, Time = MediaTime.FromSeconds(6), Duration = TimeSpan.FromSeconds(4), Reason = "left-zone" };
        _events.Take(end.Time, [end]);
        Assert.EndsWith("ended after 4.0 s: left-zone", Assert.Single(_events.Lines()).Text, StringComparison.Ordinal);
        Assert.False(_events.IsAlarming(7) || _events.IsActive(Yard.Id));

        _events.Take(MediaTime.FromSeconds(8.1), []);
        Assert.Empty(_events.Lines());
    }

    [Fact]
    public void What_goes_on_stands_above_what_has_ended_and_the_latest_first()
    {
        var (first, second, third) = (Event(1, EventPhase.Start), Event(2, EventPhase.Start), Event(3, EventPhase.Start));
        _events.Take(third.Time, [first, second, third, third with { Phase = EventPhase.End }]);
        Assert.Equal([true, true, false], _events.Lines().Select(line => line.Open));
        Assert.Contains("1.0 s", _events.Lines()[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0:00.0")]
    [InlineData(12.44, "0:12.4")]
    [InlineData(59.96, "1:00.0")]
    [InlineData(3723.5, "1:02:03.5")]
    public void An_offset_reads_as_on_a_player(double seconds, string text) => Assert.Equal(text, EventWords.Offset(MediaTime.FromSeconds(seconds)));

    private static EdgeEvent Event(double seconds, EventPhase phase) => new()
    {
        Id = Guid.NewGuid(),
        EventId = Guid.NewGuid(),
        Type = EventTypes.Intrusion,
        Phase = phase,
        Severity = Severity.Warning,
        Camera = new CameraId("gate"),
        Time = MediaTime.FromSeconds(seconds),
        Utc = default,
        BootId = default,
        Zone = "yard",
        Tracks = [7],
        ObjectClass = "person",
    };
}
