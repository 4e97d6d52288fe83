using System.Text.Json.Nodes;
using EdgeAgent.Control.Verbs;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;
using Events = EdgeAgent.Outbox.Some;

namespace EdgeAgent.Control;

/// <summary>What persons say of events, before a real outbox.</summary>
public sealed class VerdictSinkTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Outbox.OutboxLog _outbox;
    private readonly VerdictSink _sink;
    private readonly VerdictVerb _verb;
    private bool _isClosed;

    public VerdictSinkTests()
    {
        _outbox = Events.Outbox(_directory.Path);
        _outbox.Mode = PoleMode.Operational;
        _sink = new VerdictSink(_outbox);
        _verb = new VerdictVerb(_sink, _outbox.FindEvent, new ManualClock());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_confirmed_match_goes_to_the_police_whether_it_is_open_or_over(bool isOver)
    {
        var start = Match(1);
        await Raise(start);
        if (isOver)
        {
            await Raise(start with { Id = Guid.CreateVersion7(), Phase = EventPhase.End });
        }

        await Judge(start.EventId, "confirmed");

        var last = _outbox.ReadPending(Severity.Critical, 100)[^1];
        var envelope = EventEnvelope.Wrap(last.Event!, new PoleIdentity("seoul", "pole-7"), last.Mode);
        Assert.Equal((EventPhase.Update, "police"), (last.Event!.Phase, envelope[Envelope.Recipients]));
        Assert.Equal(start.EventId, last.Event.EventId);
        Assert.Equal("center", EventEnvelope.Wrap(start, new PoleIdentity("seoul", "pole-7"), last.Mode)[Envelope.Recipients]);

        // It is not opened again: a restart has nothing to end.
        await CloseAsync();
        await using var reopened = Events.Outbox(_directory.Path);
        Assert.Equal(isOver ? EventPhase.Update : EventPhase.End, reopened.ReadPending(Severity.Critical, 100)[^1].Event!.Phase);
    }

    [Fact]
    public async Task What_follows_of_a_confirmed_event_says_so_too()
    {
        var start = Match(1);
        await Raise(start);
        await Judge(start.EventId, "confirmed");

        await Raise(start with { Id = Guid.CreateVersion7(), Phase = EventPhase.End });

        Assert.Equal(Verdict.Confirmed, _outbox.ReadPending(Severity.Critical, 100)[^1].Event!.Detail!.Verdict);
    }

    [Fact]
    public async Task A_rejected_track_is_silent_for_that_order_but_for_its_end_and_nobody_else_is()
    {
        var start = Match(1);
        await Raise(start);
        await Judge(start.EventId, "rejected");
        var told = Told;

        await Raise(start with { Id = Guid.CreateVersion7(), Phase = EventPhase.Update });
        var again = Match(1);
        await Raise(again);
        await Raise(again with { Id = Guid.CreateVersion7(), Phase = EventPhase.End });
        Assert.Equal((told, 1), (Told, _sink.Silenced));

        await Raise(start with { Id = Guid.CreateVersion7(), Phase = EventPhase.End });
        await Raise(Match(2));
        await Raise(Match(1, order: "hat"));
        Assert.Equal(told + 3, Told);

        _sink.Forget(start.Camera);
        await Raise(Match(1));
        Assert.Equal(told + 4, Told);
    }

    [Fact]
    public async Task An_event_that_nobody_knows_is_refused()
    {
        var fault = await Assert.ThrowsAsync<ControlException>(() => Judge(Guid.NewGuid(), "unsure"));

        Assert.Equal("verdict/event-unknown", fault.Problem.Code);
    }

    private async Task CloseAsync()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            await _outbox.DisposeAsync();
        }
    }

    private int Told => _outbox.ReadPending(Severity.Critical, 100).Count;

    private static EdgeEvent Match(int track, string order = "jacket") => Events.Event(Severity.Critical) with
    {
        Type = EventTypes.SearchMatch,
        Rule = null,
        Tracks = [track],
        Detail = new EventDetail { Order = new OrderReference(order, "2026-0117") },
    };

    private Task Raise(EdgeEvent edgeEvent) => _sink.RaiseAsync(edgeEvent, Cancel).AsTask();

    private Task<object?> Judge(Guid eventId, string verdict)
    {
        var given = new JsonObject { ["eventId"] = eventId.ToString(), ["verdict"] = verdict };
        return _verb.RunAsync(
            new Command(Guid.NewGuid(), "operations", "verdict", 0, 0, null, System.Text.Json.JsonSerializer.SerializeToElement(given), "p", "c", "o"), Cancel);
    }
}
