using System.Net;
using System.Net.Sockets;
using EdgeAgent.Center;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;

namespace EdgeAgent.Messaging;

/// <summary>The last word of a pole: its own when it is stopped, the will's when it vanishes.</summary>
public sealed class GoodbyeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_clean_stop_says_offline_as_the_last_word_of_its_epoch()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        await using var center = new RunningCenter(broker.Options);
        await center.ListeningAsync(Token);
        await using (new RunningPole(broker.Options, _directory.Path))
        {
            await center.UntilAsync<CenterNotice.State>(n => n.Count > 0, Token);
        }

        var states = await center.UntilAsync<CenterNotice.State>(n => n.Count > 1, Token);

        Assert.Equal([new StateMessage(true, 1, "connected"), new StateMessage(false, 1, "stopped")], states.Select(s => s.Message));
    }

    [Fact]
    public async Task A_stop_in_the_midst_of_publishing_is_a_clean_one_every_time()
    {
        const int Stops = 30;
        const int EventsEach = 20;
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        await using var center = new RunningCenter(broker.Options);
        await center.ListeningAsync(Token);
        for (var stop = 1; stop <= Stops; stop++)
        {
            await using var pole = new RunningPole(broker.Options, _directory.Path);
            for (var count = 0; count < EventsEach; count++)
            {
                await pole.Outbox.RaiseAsync(Some.Event(), Token);
            }

            var epoch = stop;
            await center.UntilAsync<CenterNotice.State>(n => n.Exists(s => s.Message.Epoch == epoch), Token);
        }

        var states = await center.UntilAsync<CenterNotice.State>(n => n.Count(s => !s.Message.Online) == Stops, Token);

        Assert.All(states.Where(s => !s.Message.Online), s => Assert.Equal("stopped", s.Message.Reason));
    }

    [Fact]
    public async Task A_stop_waits_for_no_clip_that_a_jammed_link_holds_up()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        await using var link = new JammedLink(broker.Port);
        await using var center = new RunningCenter(broker.Options);
        await center.ListeningAsync(Token);
        var pole = new RunningPole(link.Options, _directory["pole"]);
        await center.UntilAsync<CenterNotice.Health>(n => n.Count > 0, Token);
        link.Jam("pole-7-bulk");
        await Some.AddPushedAsync(pole.Outbox, Some.Clip(_directory.Path, 1_000_000), Token);

        // Most of a block: those that follow it wait to be written.
        await Eventually.IsAsync(() => link.Waiting > 40_000, Token);

        var stopping = pole.DisposeAsync().AsTask();

        await Eventually.IsAsync(() => stopping.IsCompleted, Token);
        await center.UntilAsync<CenterNotice.State>(n => n[^1].Message.Reason == "stopped", Token);
    }

    [Fact]
    public async Task A_pole_that_vanishes_is_reported_offline_under_its_epoch_by_the_will()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options);
        await center.ListeningAsync(Token);
        await using var outbox = Some.Outbox(_directory.Path);
        for (var run = 1; run < 5; run++)
        {
            outbox.NextEpoch();
        }

        // A session that is dropped without DISCONNECT, as by a cut cable.
        var status = new PresencePublisher(
            RunningPole.Identity, new Topics("safecity/v1", RunningPole.Identity), new QuietStatus(), () => [], outbox.NextEpoch(), TimeProvider.System);
        await using (await MqttSession.ConnectAsync(
            broker.Options, new SessionTerms("pole-7", TimeSpan.FromHours(1)) { Will = status.Will }, _ => Task.CompletedTask, TimeProvider.System, Token))
        {
        }

        var states = await center.UntilAsync<CenterNotice.State>(n => n.Count > 0, Token);

        Assert.Equal(new StateMessage(false, 5, "connection-lost"), states[0].Message);
    }

    [Fact]
    public async Task The_will_stands_on_the_topic_of_the_birth_retained_and_delayed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var broker = new BrokerOptions { Port = ((IPEndPoint)listener.LocalEndpoint).Port };
        await using var pole = new RunningPole(broker, _directory.Path);

        // CONNECT of the first of the two connections that has a will (MQTT 5, 3.1).
        byte[] packet;
        do
        {
            using var socket = await listener.AcceptSocketAsync(Token);
            packet = new byte[4096];
            packet = packet[..await socket.ReceiveAsync(packet, Token)];
        }
        while (packet.AsSpan().IndexOf("pole-7-bulk"u8) >= 0);

        const byte WillFlag = 0b100;
        const byte WillQos1 = 0b1000;
        const byte WillRetain = 0b10_0000;
        var flags = packet[packet.AsSpan().IndexOf("MQTT\u0005"u8) + 5];
        Assert.Equal(WillFlag | WillQos1 | WillRetain, flags);
        Assert.True(packet.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x18, 0, 0, 0, 15]) > 0, "no will delay of 15 s");
        Assert.True(packet.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x11, 0, 0, 0x0E, 0x10]) > 0, "no session expiry of 1 h");
        Assert.True(packet.AsSpan().IndexOf("safecity/v1/seoul/pole-7/state"u8) > 0);
        Assert.True(packet.AsSpan().IndexOf("\u0026\u0000\u0004type\u0000\u0012edgeagent.state.v1"u8) > 0, "no user property 'type'");
        Assert.True(packet.AsSpan().IndexOf("\u0026\u0000\u0004mode\u0000\u000boperational"u8) > 0, "no user property 'mode'");
        Assert.True(packet.AsSpan().IndexOf("\"data\":{\"online\":false,\"epoch\":1,\"reason\":\"connection-lost\"}"u8) > 0);
    }

    private sealed class QuietStatus : IStatusSource
    {
        public PoleMode Mode => PoleMode.Operational;

        public MetaMessage GetMeta() => new() { AgentVersion = "0.1.0" };

        public HealthMessage GetHealth() => new() { Clock = ClockState.Synced };
    }
}
