using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;
using EdgeAgent.Rules;
using EdgeAgent.Search.Orders;
using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;
using Orders = EdgeAgent.Search.Orders.Some;

namespace EdgeAgent.Pipeline;

/// <summary>From what is known of a track to the message that the center gets.</summary>
public sealed class OrderStageTests
{
    private static readonly CameraId Gate = new("gate");
    private static readonly ModelManifest Model = ModelOf();

    private readonly ShiftedClock _clock = new() { Start = Orders.Noon };
    private readonly OrderBook _book;
    private readonly OrderStage _stage;
    private readonly List<(Guid Event, MediaTime Start)> _clips = [];
    private readonly EventComposer _composer;

    public OrderStageTests()
    {
        _book = new OrderBook(_clock, NullLogger.Instance);
        _book.Take(Orders.Set(Orders.Order()));
        _stage = new OrderStage(Gate, _book, _clock);
        _composer = new EventComposer(Gate, _clock, (id, start) =>
        {
            _clips.Add((id, start));
            return Guid.Empty;
        });
    }

    [Fact]
    public void A_match_is_a_critical_event_for_the_center_with_its_scores_its_words_and_a_clip()
    {
        var start = Single(Orders.Fits with { Heading = Heading.Left, Carried = Carried.Backpack });
        var message = EventEnvelope.ToJsonLine(start, new PoleIdentity("city", "p-001"), PoleMode.Operational);

        Assert.Equal((start.EventId, start.Time), Assert.Single(_clips));
        Assert.Null(start.Rule);
        foreach (var part in new[]
        {
            "\"type\":\"edgeagent.event.search-match.start.v1\"",
            "\"severity\":\"critical\"",
            "\"recipients\":\"center\"",
            """
            "order":{"id":"jacket","case":"2026-1105-112"}
            """,
            """
            "match":{"score":1,"attributes":[{"attribute":"tops","logLikelihoodRatio":
            """,
            """
            "seen":"red"
            """,
            """
            "appearance":{"tops":[{"color":"red","score":1}],"bottoms":[{"color":"blue","score":1}],"ageGroup":"unknown","company":"unknown","carried":["backpack"]}
            """,
            """
            "heading":"left","seen":{"bootId":
            """,
            "\"past\":false",
        })
        {
            Assert.Contains(part.Trim(), message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("kim", message, StringComparison.Ordinal);
        Assert.Equal("resembles order jacket of case 2026-1105-112 1.00 (tops red, bottoms blue), heading left", DetailWords.Of(start.Detail));
    }

    [Fact]
    public void The_end_says_when_it_left_the_view_and_has_the_same_event()
    {
        var start = Single(Orders.Fits);
        var end = Assert.Single(Compose(_stage.Observe(
            MediaTime.FromSeconds(13), [Orders.Track(1, 11, TrackState.Removed)], [Orders.Seen(1, Orders.Fits with { Heading = Heading.DownLeft })])));

        Assert.Equal((start.EventId, EventPhase.End, "left-view"), (end.EventId, end.Phase, end.Reason));
        Assert.Equal(Orders.Noon + TimeSpan.FromSeconds(11), end.Detail!.LeftView!.Value.Value);
        Assert.Equal(new MediaRange(_clock.BootId, MediaTime.FromSeconds(10), MediaTime.FromSeconds(11)), end.Detail.Seen);
        Assert.Equal(Heading.DownLeft, end.Detail.Heading);
    }

    [Fact]
    public async Task What_lies_in_the_outbox_comes_out_of_it_with_all_its_detail()
    {
        using var directory = new TemporaryDirectory();
        var start = Single(Orders.Fits with { Carried = Carried.Dog });
        await using var outbox = Outbox.Some.Outbox(directory.Path);
        await outbox.RaiseAsync(start, TestContext.Current.CancellationToken);

        var read = OutboxJson.Read<EdgeEvent>(OutboxJson.Write(start));
        var pole = new PoleIdentity("city", "p-001");
        Assert.Equal(EventEnvelope.ToJsonLine(start, pole, PoleMode.Operational), EventEnvelope.ToJsonLine(read, pole, PoleMode.Operational));
    }

    [Fact]
    public async Task What_is_safe_with_the_sink_counts_as_told_and_nothing_before()
    {
        var start = Single(Orders.Fits);
        var key = new SightingKey(Gate, _clock.BootId, 1, MediaTime.FromSeconds(10));
        var sink = new CollectedEvents();
        Assert.False(_book.WasTold("jacket", key));

        await new ToldMatches(sink, _book).RaiseAsync(start, TestContext.Current.CancellationToken);

        Assert.True(_book.WasTold("jacket", key));
        Assert.Same(start, await sink.Reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_picture_of_a_match_has_the_person_large_beside_the_scene()
    {
        using var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 1280, 848);
        Still? still = null;
        var start = Single(Orders.Fits) with { BestBox = new BoundingBox(0.3f, 0.2f, 0.15f, 0.7f) };

        new EventStills(new CameraState(), taken => (still = taken) is not null).Add(start, frame);

        using var picture = SKBitmap.Decode(still!.Jpeg.Span);
        Assert.InRange(still.Jpeg.Length, 1, 60_000);
        Assert.Equal(424, picture.Height);
        Assert.InRange(picture.Width, 640 + 100, 640 + 320);
    }

    private EdgeEvent Single(Domain.Appearance appearance)
    {
        Assert.Empty(Observe(10.5));
        return Assert.Single(Compose(Observe(11)));

        IReadOnlyList<RuleSignal> Observe(double seconds) =>
            _stage.Observe(MediaTime.FromSeconds(seconds), [Orders.Track(1, seconds)], [Orders.Seen(1, appearance)]);
    }

    private List<EdgeEvent> Compose(IReadOnlyList<RuleSignal> signals) => [.. signals.Select(signal => _composer.Compose(signal, Model))];

    private static ModelManifest ModelOf() => Detection.ModelPackage.Read(Checkout.Model).Manifest;
}
