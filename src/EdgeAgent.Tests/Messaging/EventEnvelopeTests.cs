using System.Text;
using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;

namespace EdgeAgent.Messaging;

public sealed class EventEnvelopeTests
{
    private static readonly PoleIdentity Pole = new("seoul", "pole-7");
    private static readonly Guid Log = Guid.Parse("01976a3e-0000-7000-8000-0000000000aa");

    [Fact]
    public void An_event_is_the_CloudEvent_of_the_contract()
    {
        var edgeEvent = Some.Event() with
        {
            Id = Guid.Parse("01976a3e-0000-7000-8000-000000000001"),
            EventId = Guid.Parse("01976a3e-0000-7000-8000-000000000002"),
            ClipId = Guid.Parse("01976a3e-0000-7000-8000-000000000003"),
            Phase = EventPhase.End,
            Duration = TimeSpan.FromSeconds(2.5),
            Reason = "left-zone",
            BestBox = new BoundingBox(-0.1f, 0.2f, 0.4f, 0.3f),
            BestBoxTime = MediaTime.FromSeconds(11),
            BestBoxUtc = new UtcTime(new DateTimeOffset(2026, 11, 23, 4, 5, 5, 0, TimeSpan.Zero), true),
            Model = "nanodet-g 1",
        };

        var message = EventEnvelope.Wrap(new OutboxEntry(Severity.Warning, 42, PoleMode.Operational, edgeEvent, null), Log, Pole)!;

        AssertJson(
            """
            {
              "specversion": "1.0",
              "id": "01976a3e-0000-7000-8000-000000000001",
              "source": "/seoul/pole-7/gate",
              "type": "edgeagent.event.intrusion.end.v1",
              "dataschema": "urn:edgeagent:schema:edgeagent.event.intrusion.end.v1",
              "datacontenttype": "application/json",
              "subject": "01976a3e-0000-7000-8000-000000000002",
              "time": "2026-11-23T04:05:06.789Z",
              "log": "01976a3e-0000-7000-8000-0000000000aa",
              "sequence": "00000000000000000042",
              "severity": "warning",
              "mode": "operational",
              "recipients": "police",
              "data": {
                "eventId": "01976a3e-0000-7000-8000-000000000002",
                "phase": "end",
                "type": "intrusion",
                "severity": "warning",
                "camera": "gate",
                "zone": "park",
                "rule": "night",
                "tracks": [7],
                "objectClass": "person",
                "score": 0.75,
                "bestBox": [0, 0.2, 0.3, 0.3],
                "bestBoxTime": "2026-11-23T04:05:05.000Z",
                "bestBoxMediaTimeNanoseconds": 11000000000,
                "time": "2026-11-23T04:05:06.789Z",
                "clock": "synced",
                "mediaTimeNanoseconds": 12500000000,
                "bootId": "7a1f3c52-8f0e-4a53-9a53-0f3f0d6a7e11",
                "durationSeconds": 2.5,
                "reason": "left-zone",
                "clipId": "01976a3e-0000-7000-8000-000000000003",
                "model": "nanodet-g 1"
              }
            }
            """,
            Envelope.Encode(message));
    }

    [Fact]
    public void What_an_event_does_not_have_is_absent()
    {
        var bare = Some.Event() with
        {
            Zone = null, Rule = null, Tracks = [], ObjectClass = null, Score = null, BestBox = null,
            Utc = new UtcTime(DateTimeOffset.UnixEpoch, Synchronised: false),
        };

        var json = JsonNode.Parse(EventEnvelope.ToJsonLine(bare, Pole, PoleMode.Commissioning))!.AsObject();

        Assert.Equal(
            ["bootId", "camera", "clock", "durationSeconds", "eventId", "mediaTimeNanoseconds", "phase", "severity", "time", "type"],
            json["data"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.Equal("unsynced", (string?)json["data"]!["clock"]);
        Assert.Equal("1970-01-01T00:00:00.000Z", (string?)json["data"]!["time"]);
        Assert.Equal("commissioning", (string?)json["mode"]);
        Assert.False(json.ContainsKey("sequence"));
        Assert.False(json.ContainsKey("log"));
    }

    [Fact]
    public void A_line_is_one_line_and_keeps_Korean_readable()
    {
        var line = EventEnvelope.ToJsonLine(Some.Event() with { Zone = "공원" }, Pole, PoleMode.Operational);

        Assert.DoesNotContain('\n', line);
        Assert.Contains("공원", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_repeats_what_a_broker_may_filter_by()
    {
        var entry = new OutboxEntry(Severity.Warning, 42, PoleMode.Operational, Some.Event(), null);

        var message = MqttMessages.From("t", EventEnvelope.Wrap(entry, Log, Pole)!, retain: false, TimeSpan.FromHours(24));

        Assert.Equal(86_400u, message.MessageExpiryInterval);
        Assert.Equal("application/cloudevents+json", message.ContentType);
        Assert.Equal(
            ["type=edgeagent.event.intrusion.start.v1", "severity=warning", "mode=operational", "sequence=00000000000000000042", "recipients=police"],
            message.UserProperties.Select(p => $"{p.Name}={Encoding.UTF8.GetString(p.ValueBuffer.Span)}"));
    }

    private static void AssertJson(string expected, byte[] actual)
    {
        var (want, got) = (JsonNode.Parse(expected), JsonNode.Parse(actual));
        Assert.True(JsonNode.DeepEquals(want, got), got!.ToJsonString(new() { WriteIndented = true }));
    }
}
