using EdgeAgent.Center;
using EdgeAgent.Parts;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Messaging;

/// <summary>A pole that finds itself contradicted at the broker returns above it.</summary>
public sealed class EpochTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_stale_offline_of_its_own_epoch_makes_the_pole_return_under_a_higher_one()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        await using var center = new RunningCenter(broker.Options);
        await center.ListeningAsync(Token);
        await using var pole = new RunningPole(broker.Options, _directory.Path);
        await center.UntilAsync<CenterNotice.State>(n => n.Count > 0, Token);

        await PublishStateAsync(broker.Options, new StateMessage(false, 1, "connection-lost"));

        var states = await center.UntilAsync<CenterNotice.State>(n => n.Exists(s => s.Message is { Online: true, Epoch: 2 }), Token);
        Assert.True(states[^1].Message.Online);
    }

    [Fact]
    public async Task A_restored_card_returns_above_the_epoch_that_the_broker_remembers()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        await PublishStateAsync(broker.Options, new StateMessage(true, 40, "connected"));
        await using var center = new RunningCenter(broker.Options);
        await center.UntilAsync<CenterNotice.State>(n => n.Count > 0, Token);

        await using var pole = new RunningPole(broker.Options, _directory.Path);

        await center.UntilAsync<CenterNotice.State>(n => n.Exists(s => s.Message is { Online: true, Epoch: 41 }), Token);
    }

    [Fact]
    public async Task A_restored_card_that_is_stopped_before_it_could_return_does_so_after_the_next_start()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        await PublishStateAsync(broker.Options, new StateMessage(true, 40, "connected"));
        await using var center = new RunningCenter(broker.Options);
        await center.UntilAsync<CenterNotice.State>(n => n.Count > 0, Token);
        await using (var stopped = new RunningPole(broker.Options, _directory.Path, new FakeTimeProvider()))
        {
            await Eventually.IsAsync(() => stopped.Uplink.Fault is not null, Token);
        }

        await using var pole = new RunningPole(broker.Options, _directory.Path);

        await center.UntilAsync<CenterNotice.State>(n => n.Exists(s => s.Message is { Online: true, Epoch: 41 }), Token);
    }

    private static async Task PublishStateAsync(BrokerOptions broker, StateMessage state)
    {
        var message = Envelope.Create("edgeagent.state.v1", "/seoul/pole-7", Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, state);
        await using var session = await MqttSession.ConnectAsync(
            broker, new SessionTerms(WireWatch.Forger, TimeSpan.Zero), _ => Task.CompletedTask, TimeProvider.System, Token);
        await session.PublishAsync(
            MqttMessages.From(new Topics("safecity/v1", RunningPole.Identity).State, message, retain: true, expiry: null), Token);
        await session.DisconnectAsync(Token);
    }
}
