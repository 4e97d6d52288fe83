using System.Globalization;
using EdgeAgent.Center;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;

namespace EdgeAgent.Messaging;

public sealed class DeliveryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Events_reach_the_center_in_the_order_of_their_sequence()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var raised = Events(50);

        foreach (var e in raised)
        {
            await pole.Outbox.RaiseAsync(e, Token);
        }

        var heard = await center.UntilAsync<CenterNotice.Event>(n => n.Count == 50, Token);

        Assert.Equal(raised.Select(e => e.Id.ToString()), heard.Select(n => n.Id));
        Assert.Equal(Enumerable.Range(1, 50).Select(i => i.ToString("D20", CultureInfo.InvariantCulture)), heard.Select(n => n.Sequence!));
        Assert.Equal(50, File.ReadLines(_directory["out/events.jsonl"]).Count());
    }

    [Fact]
    public async Task What_the_center_will_never_get_is_told_and_written_down_once()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using (var sender = await MqttSession.ConnectAsync(
            broker.Options, new SessionTerms(WireWatch.Forger, TimeSpan.Zero), _ => Task.CompletedTask, TimeProvider.System, Token))
        {
            var gap = EventEnvelope.Wrap(
                new OutboxGap
                {
                    Id = Guid.CreateVersion7(), Utc = Some.Event().Utc, Log = Guid.CreateVersion7(), Ranges = [new SequenceRange(Severity.Info, 3, 9)],
                    Reason = OutboxGap.Bytes,
                },
                Severity.Warning, RunningPole.Identity, PoleMode.Operational);
            var topic = new Topics("safecity/v1", RunningPole.Identity).Gap;
            await sender.PublishAsync(MqttMessages.From(topic, gap, retain: false, expiry: null), Token);
            await sender.PublishAsync(MqttMessages.From(topic, gap, retain: false, expiry: null), Token);
        }

        var told = await center.UntilAsync<CenterNotice.Gap>(n => n.Count > 0, Token);

        Assert.Equal((Severity.Info, 3, 9), (told[0].Message.Ranges[0].Stream, told[0].Message.Ranges[0].From, told[0].Message.Ranges[0].To));
        await Eventually.IsAsync(() => File.ReadLines(_directory["out/events.jsonl"]).Count() == 1, Token);
    }

    [Fact]
    public async Task A_broker_that_is_killed_and_comes_back_empty_costs_no_event()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        await using var center = new RunningCenter(broker.Options);
        await center.ListeningAsync(Token);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var raised = Events(200);
        var raising = Task.Run(
            async () =>
            {
                foreach (var e in raised)
                {
                    await pole.Outbox.RaiseAsync(e, Token);
                }
            },
            Token);

        await center.UntilAsync<CenterNotice.Event>(n => n.Count >= 40, Token);
        broker.Kill();
        await center.UntilAsync<CenterNotice.Interrupted>(n => n.Count > 0, Token);
        await broker.StartAsync(Token);
        await raising;
        var heard = await center.UntilAsync<CenterNotice.Event>(n => n.Count >= 200, Token);

        Assert.Equal(raised.Select(e => e.Id.ToString()).Order(), heard.Select(n => n.Id).Order());
        Assert.Equal(
            Enumerable.Range(1, 200).Select(i => i.ToString("D20", CultureInfo.InvariantCulture)), heard.Select(n => n.Sequence!).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_broker_acknowledged_and_then_forgot_is_sent_again(bool itStillKnowsTheSession)
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        await using (var registered = new RunningCenter(broker.Options, clientId: "center-1"))
        {
            await registered.ListeningAsync(Token);
        }

        // The broker takes these for the center that is away, and dies with them.
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        await Eventually.IsAsync(() => pole.Uplink.Connected, Token);
        if (itStillKnowsTheSession)
        {
            await broker.SaveAsync(Token);
        }

        var raised = Events(10);
        await Task.WhenAll(raised.Select(e => pole.Outbox.RaiseAsync(e, Token).AsTask()));
        await Eventually.IsAsync(() => pole.Outbox.ReadBacklog().Total == 0, Token);
        broker.Kill();
        await Eventually.IsAsync(() => !pole.Uplink.Connected, Token);
        await broker.StartAsync(Token);

        await using var center = new RunningCenter(broker.Options, clientId: "center-1");
        var heard = await center.UntilAsync<CenterNotice.Event>(n => n.Count >= 10, Token);

        Assert.Equal(raised.Select(e => e.Id.ToString()).Order(), heard.Select(n => n.Id).Order());
    }

    [Fact]
    public async Task Without_a_broker_events_wait_on_disk_over_a_restart_of_the_agent()
    {
        using var broker = new MosquittoBroker();
        var raised = Events(30);
        await using (var pole = new RunningPole(broker.Options, _directory["pole"]))
        {
            foreach (var e in raised[..20])
            {
                await pole.Outbox.RaiseAsync(e, Token);
            }

            await Eventually.IsAsync(() => pole.Uplink.Fault is not null, Token);
            Assert.Equal("broker/unreachable", pole.Uplink.Fault!.Code);
        }

        await using var again = new RunningPole(broker.Options, _directory["pole"]);
        foreach (var e in raised[20..])
        {
            await again.Outbox.RaiseAsync(e, Token);
        }

        Assert.Equal(30, again.Outbox.ReadBacklog().Total);
        await broker.StartAsync(Token);
        await using var center = new RunningCenter(broker.Options);
        var heard = await center.UntilAsync<CenterNotice.Event>(n => n.Count >= 30, Token);

        Assert.Equal(raised.Select(e => e.Id.ToString()), heard.Select(n => n.Id));
    }

    [Fact]
    public async Task What_nobody_hears_waits_for_a_listener()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        await Eventually.IsAsync(() => pole.Uplink.Connected, Token);
        var raised = Events(20);
        foreach (var e in raised)
        {
            await pole.Outbox.RaiseAsync(e, Token);
        }

        await pole.Refused.WaitAsync(Token);
        Assert.Equal(20, pole.Outbox.ReadBacklog().Total);
        await using (var center = new RunningCenter(broker.Options))
        {
            var heard = await center.UntilAsync<CenterNotice.Event>(n => n.Count >= 20, Token);
            Assert.Equal(raised.Select(e => e.Id.ToString()), heard.Select(n => n.Id));
        }

        // The terminal has gone and left no session behind that would swallow what comes now.
        var later = Some.Event();
        await pole.Outbox.RaiseAsync(later, Token);
        await using var other = new RunningCenter(broker.Options);
        var late = await other.UntilAsync<CenterNotice.Event>(n => n.Count > 0, Token);
        Assert.Equal(later.Id.ToString(), late[0].Id);
    }

    [Fact]
    public async Task A_wrong_password_is_named_as_that()
    {
        using var broker = new MosquittoBroker("allow_anonymous false");
        await broker.StartAsync(Token);
        File.WriteAllText(_directory["password"], "wrong\n");
        var options = broker.Options with { Username = "pole-7", PasswordFile = _directory["password"] };

        var problem = await BrokerProbe.RunAsync(options, TimeProvider.System, Token);
        var missingFile = await BrokerProbe.RunAsync(options with { PasswordFile = _directory["none"] }, TimeProvider.System, Token);

        Assert.Equal("broker/unauthorized", problem!.Code);
        Assert.Contains("pole-7", problem.Message, StringComparison.Ordinal);
        Assert.Equal("broker/password-file", missingFile!.Code);
    }

    [Fact]
    public async Task A_broker_that_answers_is_no_problem_and_one_that_does_not_is_unreachable()
    {
        BrokerOptions options;
        await using (var broker = await EmbeddedBroker.StartAsync())
        {
            options = broker.Options;
            Assert.Null(await BrokerProbe.RunAsync(options, TimeProvider.System, Token));
        }

        var problem = await BrokerProbe.RunAsync(options, TimeProvider.System, Token);

        Assert.Equal("broker/unreachable", problem!.Code);
        Assert.DoesNotContain('\n', problem.ToString());
    }

    private static List<EdgeEvent> Events(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Some.Event(phase: EventPhase.End))];
}
