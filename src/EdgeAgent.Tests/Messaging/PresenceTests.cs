using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using EdgeAgent.Center;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;
using MQTTnet;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Messaging;

public sealed class PresenceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_pole_announces_itself_with_state_meta_and_health()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options);
        await using var pole = new RunningPole(broker.Options, _directory.Path);

        await center.UntilAsync<CenterNotice.Health>(n => n.Count > 0, Token);

        Assert.Equal(new StateMessage(true, 1, "connected"), Assert.Single(center.All<CenterNotice.State>()).Message);
        Assert.Equal("0.1.0", center.All<CenterNotice.Meta>()[0].Message.AgentVersion);
        Assert.Equal(RunningPole.Identity, center.All<CenterNotice.Meta>()[0].Pole);
    }

    [Fact]
    public async Task A_late_joiner_finds_state_meta_and_health_retained()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        await using var pole = new RunningPole(broker.Options, _directory.Path);
        await using (var first = new RunningCenter(broker.Options))
        {
            await first.UntilAsync<CenterNotice.Health>(n => n.Count > 0, Token);
        }

        await using var late = new RunningCenter(broker.Options);

        await late.UntilAsync<CenterNotice.Health>(n => n.Count > 0, Token);
        await late.UntilAsync<CenterNotice.State>(n => n.Count > 0 && n[0].Message.Online, Token);
        await late.UntilAsync<CenterNotice.Meta>(n => n.Count > 0, Token);
    }

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
        await pole.Outbox.AddAsync(Some.Clip(_directory.Path, 1_000_000), Token);

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

    [Fact]
    public async Task Online_is_refreshed_every_minute_and_expires_after_three()
    {
        var states = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = new List<MqttApplicationMessage>();
        await using var broker = await EmbeddedBroker.StartAsync();
        broker.Server.InterceptingPublishAsync += e =>
        {
            lock (seen)
            {
                seen.Add(e.ApplicationMessage);
                if (seen.Count(m => m.Topic.EndsWith("/health", StringComparison.Ordinal)) == 2)
                {
                    states.TrySetResult();
                }
            }

            return Task.CompletedTask;
        };
        var time = new FakeTimeProvider();
        await using var pole = new RunningPole(broker.Options, _directory.Path, time);
        await Eventually.IsAsync(
            () =>
            {
                lock (seen)
                {
                    return seen.Exists(m => m.Topic.EndsWith("/health", StringComparison.Ordinal));
                }
            },
            Token);

        // In steps that leave the broker the real time that its answers take.
        await Eventually.IsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return states.Task.IsCompleted;
            },
            Token);

        var online = seen.Where(m => m.Topic.EndsWith("/state", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, online.Count);
        Assert.All(online, m => Assert.Equal(180u, m.MessageExpiryInterval));
        Assert.All(online, m => Assert.True(m.Retain));
        Assert.Equal("operational", (string?)JsonNode.Parse(Encoding.UTF8.GetString(online[0].Payload.ToArray()))!["mode"]);
    }

    [Fact]
    public async Task Meta_goes_out_again_when_it_has_changed_and_only_then()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options);
        await center.ListeningAsync(Token);
        var time = new FakeTimeProvider();
        await using var pole = new RunningPole(broker.Options, _directory.Path, time);
        await HealthAsync(1);
        await HealthAsync(2);
        Assert.Single(center.All<CenterNotice.Meta>());

        pole.Meta = pole.Meta with { Cameras = [new CameraMeta("gate", null, null, null, "nanodet@1", [])] };
        pole.Uplink.RequestHealth();
        await HealthAsync(3);

        Assert.Equal("nanodet@1", center.All<CenterNotice.Meta>()[1].Message.Cameras[0].Model);

        Task HealthAsync(int count) => Eventually.IsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return center.All<CenterNotice.Health>().Count >= count;
            },
            Token);
    }

    [Fact]
    public async Task A_broker_that_takes_no_events_is_a_fault_in_health()
    {
        using var rules = new TemporaryDirectory();
        File.WriteAllText(
            rules["acl"],
            "topic readwrite safecity/v1/+/+/state\ntopic readwrite safecity/v1/+/+/health\ntopic readwrite safecity/v1/+/+/meta\ntopic read #\n");
        using var broker = new MosquittoBroker($"user root\nallow_anonymous true\nacl_file {rules["acl"]}");
        await broker.StartAsync(Token);
        await using var pole = new RunningPole(broker.Options, _directory.Path);
        await pole.Outbox.RaiseAsync(Some.Event(), Token);
        await pole.Refused.WaitAsync(Token);
        await using var center = new RunningCenter(broker.Options);

        pole.Uplink.RequestHealth();

        var health = await center.UntilAsync<CenterNotice.Health>(n => n.Exists(h => h.Message.Faults.Length > 0), Token);
        Assert.Equal("broker/refused", health[^1].Message.Faults[0].Code);
        Assert.NotEmpty(health[^1].Message.Faults[0].Remedy!);
    }

    [Fact]
    public async Task A_second_device_of_the_same_name_is_a_fault_in_health_after_the_pole_is_back()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options);
        var time = new FakeTimeProvider();
        await using var pole = new RunningPole(broker.Options, _directory.Path, time);
        for (var takeover = 1; takeover <= 2; takeover++)
        {
            await BackAsync();

            // A pole that is sending when it is thrown out may find its socket reset before it has read why: wait for its first health.
            var sessions = takeover;
            await center.UntilAsync<CenterNotice.Health>(n => n.Count >= sessions, Token);
            await using var twin = await MqttSession.ConnectAsync(
                broker.Options, new SessionTerms("pole-7", TimeSpan.Zero), _ => Task.CompletedTask, TimeProvider.System, Token);
            await Eventually.IsAsync(() => !pole.Uplink.Connected, Token);
        }

        Assert.Equal("identity/duplicate", pole.Uplink.Fault!.Code);
        await BackAsync();

        var health = await center.UntilAsync<CenterNotice.Health>(n => n.Exists(h => h.Message.Faults.Length > 0), Token);
        Assert.Equal("identity/duplicate", health[^1].Message.Faults[0].Code);

        Task BackAsync() => Eventually.IsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return pole.Uplink.Connected;
            },
            Token);
    }

    private static async Task PublishStateAsync(BrokerOptions broker, StateMessage state)
    {
        var message = Envelope.Create("edgeagent.state.v1", "/seoul/pole-7", Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, state);
        await using var session = await MqttSession.ConnectAsync(
            broker, new SessionTerms("meddler", TimeSpan.Zero), _ => Task.CompletedTask, TimeProvider.System, Token);
        await session.PublishAsync(
            MqttMessages.From(new Topics("safecity/v1", RunningPole.Identity).State, message, retain: true, expiry: null), Token);
        await session.DisconnectAsync(Token);
    }

    private sealed class QuietStatus : IStatusSource
    {
        public Domain.PoleMode Mode => Domain.PoleMode.Operational;

        public MetaMessage GetMeta() => new() { AgentVersion = "0.1.0" };

        public HealthMessage GetHealth() => new() { Clock = ClockState.Synced };
    }
}
