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
    public void A_manifest_names_parts_and_hashes_but_no_path_of_the_device()
    {
        var clip = new Clip
        {
            Id = Guid.Parse("01976a3e-0000-7000-8000-000000000003"),
            Camera = new CameraId("gate"),
            EventId = Guid.Parse("01976a3e-0000-7000-8000-000000000002"),
            Purpose = "event",
            AskedStart = At(1),
            AskedEnd = At(11),
            ActualStart = At(0),
            ActualEnd = At(11),
            Parts = [new ClipPart("/var/lib/edgeagent/secret.mp4", 65_537, "ab", "h264", 640, 360, TimeSpan.FromSeconds(11))],
        };

        var message = EventEnvelope.Wrap(new OutboxEntry(Severity.Critical, 1, PoleMode.Operational, null, clip), Log, Pole)!;

        AssertJson(
            """
            {
              "specversion": "1.0",
              "id": "01976a3e-0000-7000-8000-000000000003",
              "source": "/seoul/pole-7/gate",
              "type": "edgeagent.clip.manifest.v1",
              "dataschema": "urn:edgeagent:schema:edgeagent.clip.manifest.v1",
              "datacontenttype": "application/json",
              "subject": "01976a3e-0000-7000-8000-000000000003",
              "time": "2026-11-23T04:05:00Z",
              "log": "01976a3e-0000-7000-8000-0000000000aa",
              "sequence": "00000000000000000001",
              "severity": "critical",
              "mode": "operational",
              "data": {
                "clipId": "01976a3e-0000-7000-8000-000000000003",
                "camera": "gate",
                "eventId": "01976a3e-0000-7000-8000-000000000002",
                "purpose": "event",
                "askedStart": "2026-11-23T04:05:01.000Z",
                "askedEnd": "2026-11-23T04:05:11.000Z",
                "actualStart": "2026-11-23T04:05:00.000Z",
                "actualEnd": "2026-11-23T04:05:11.000Z",
                "clock": "synced",
                "parts": [{
                  "index": 0, "sizeBytes": 65537, "sha256": "ab", "codec": "h264", "width": 640, "height": 360,
                  "durationSeconds": 11, "blockSizeBytes": 65536, "blocks": 2
                }]
              }
            }
            """,
            Envelope.Encode(message));
    }

    [Fact]
    public void A_manifest_of_a_clip_over_a_reconnection_says_where_its_parts_begin_and_what_is_missing()
    {
        var part = new ClipPart("a.mp4", 1, "ab", "h264", 640, 360, TimeSpan.FromSeconds(4));
        var clip = new Clip
        {
            Id = Guid.NewGuid(),
            Camera = new CameraId("gate"),
            Purpose = "event",
            AskedStart = At(1),
            AskedEnd = At(11),
            ActualStart = At(0),
            ActualEnd = At(11),
            Parts = [part with { StartUtc = At(0) }, part with { StartUtc = At(7) }],
            Gaps = [new ClipGap(At(4), At(7), ClipGapReason.Reconnect), new ClipGap(At(11), At(11), ClipGapReason.FormatChanged)],
            IsComplete = false,
        };

        var stored = Outbox.OutboxJson.Read<Clip>(Outbox.OutboxJson.Write(clip));
        var message = EventEnvelope.Wrap(new OutboxEntry(Severity.Notice, 1, PoleMode.Operational, null, stored), Log, Pole)!;
        var data = JsonNode.Parse(Envelope.Encode(message))!["data"]!;

        Assert.False(data["complete"]!.GetValue<bool>());
        Assert.Equal(
            ["2026-11-23T04:05:00.000Z", "2026-11-23T04:05:04.000Z", "2026-11-23T04:05:07.000Z", "2026-11-23T04:05:11.000Z"],
            data["parts"]!.AsArray().SelectMany(entry => new[] { entry!["start"]!.GetValue<string>(), entry["end"]!.GetValue<string>() }));
        Assert.Equal(
            """[{"from":"2026-11-23T04:05:04.000Z","to":"2026-11-23T04:05:07.000Z","reason":"reconnect"},{"from":"2026-11-23T04:05:11.000Z","to":"2026-11-23T04:05:11.000Z","reason":"format-changed"}]""",
            data["gaps"]!.ToJsonString());
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

    private static UtcTime At(int second) => new(new DateTimeOffset(2026, 11, 23, 4, 5, second, TimeSpan.Zero), Synchronised: true);

    private static void AssertJson(string expected, byte[] actual)
    {
        var (want, got) = (JsonNode.Parse(expected), JsonNode.Parse(actual));
        Assert.True(JsonNode.DeepEquals(want, got), got!.ToJsonString(new() { WriteIndented = true }));
    }
}
