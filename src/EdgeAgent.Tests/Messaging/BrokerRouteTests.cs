using System.Collections.Immutable;
using EdgeAgent.Center;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Messaging;

/// <summary>Several brokers, brokers that allow little, and brokers that hang.</summary>
public sealed class BrokerRouteTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_pole_uses_the_broker_that_answers_and_returns_to_the_preferred_one()
    {
        using var preferred = new MosquittoBroker();
        using var other = new MosquittoBroker();
        await other.StartAsync(Token);
        await using var there = new RunningCenter(other.Options);
        await there.ListeningAsync(Token);
        var time = new FakeTimeProvider();
        await using var pole = new RunningPole(
            preferred.Options with { Alternatives = [new BrokerAddress { Host = "127.0.0.1", Port = other.Port }] }, _directory.Path, time);
        await UntilAsync(() => there.All<CenterNotice.State>().Exists(s => s.Message.Online));
        Assert.Contains(pole.Uplink.Faults, fault => fault.Code == "broker/alternative");

        await preferred.StartAsync(Token);
        await using var here = new RunningCenter(preferred.Options);
        await UntilAsync(() => here.All<CenterNotice.State>().Exists(s => s.Message.Online));

        // In good order: the other broker heard the last word of the lower epoch.
        var last = (await there.UntilAsync<CenterNotice.State>(n => !n[^1].Message.Online, Token))[^1].Message;
        Assert.Equal("stopped", last.Reason);
        Assert.True(here.All<CenterNotice.State>()[^1].Message.Epoch > last.Epoch);
        await UntilAsync(() => !pole.Uplink.Faults.Any());

        Task UntilAsync(Func<bool> condition) => Eventually.IsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return condition();
            },
            Token);
    }

    [Theory]
    [InlineData("max_qos 0", "QoS 1")]
    [InlineData("retain_available false", "retains no messages")]
    public async Task A_broker_that_cannot_carry_the_contract_is_explained(string setting, string words)
    {
        using var broker = new MosquittoBroker($"allow_anonymous true\n{setting}");
        await broker.StartAsync(Token);

        var problem = await BrokerProbe.RunAsync(broker.Options, TimeProvider.System, Token);

        Assert.Equal("broker/limits", problem!.Code);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_for_a_broker_is_a_fault_and_holds_up_nothing()
    {
        using var broker = new MosquittoBroker("allow_anonymous true\nmax_packet_size 4000");
        await broker.StartAsync(Token);
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var large = Some.Event() with { Tracks = [.. Enumerable.Range(1_000_000, 800)] };
        var small = Some.Event();

        await pole.Outbox.RaiseAsync(large, Token);
        await pole.Outbox.RaiseAsync(small, Token);
        await pole.Outbox.AddAsync(Some.Clip(_directory.Path, 200_000), Token);

        var heard = await center.UntilAsync<CenterNotice.Event>(n => n.Count > 0, Token);
        Assert.Equal(small.Id.ToString(), heard[0].Id);
        await Eventually.IsAsync(() => pole.Uplink.Faults.Count(fault => fault.Code == "broker/limits") == 2, Token);
        Assert.Equal(1, pole.Uplink.Epoch);
        Assert.Equal(1, pole.Outbox.ReadBacklog().Total);
    }

    [Fact]
    public async Task Little_room_for_messages_on_their_way_and_a_short_keep_alive_are_obeyed()
    {
        using var broker = new MosquittoBroker("allow_anonymous true\nmax_inflight_messages 1\nmax_keepalive 10");
        await broker.StartAsync(Token);
        await using var session = await MqttSession.ConnectAsync(
            broker.Options, new SessionTerms("probe", TimeSpan.Zero), _ => Task.CompletedTask, TimeProvider.System, Token);

        Assert.Equal(1, session.SendMaximum);
        Assert.Equal(10, session.Limits.KeepAliveSeconds);
    }

    [Fact]
    public async Task A_broker_that_hangs_is_noticed_within_the_keep_alive()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        var time = new FakeTimeProvider();
        await using var pole = new RunningPole(broker.Options, _directory.Path, time);
        await Eventually.IsAsync(() => pole.Uplink.Connected, Token);
        broker.Hang();
        try
        {
            await Eventually.IsAsync(
                () =>
                {
                    if (pole.Uplink.Connected)
                    {
                        time.Advance(TimeSpan.FromSeconds(1));
                    }

                    return !pole.Uplink.Connected;
                },
                Token);

            // Advancing outruns the threads that are to notice it: what counts is the silence that is told. The keep alive in two steps, the
            // question, and as long for the answer; or sooner, where the birth was under way.
            Assert.Matches("no PINGRESP within 15 s|no (PUBACK|SUBACK) within 20 s", pole.Uplink.Fault!.Message);
        }
        finally
        {
            // Nobody advances the clock any more, by which a goodbye would give up.
            broker.Kill();
        }
    }

    [Fact]
    public async Task Commands_are_heard_again_after_the_broker_has_lost_everything()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        var sink = new HeardCommands();
        await using var outbox = Some.Outbox(_directory.Path);
        var pole = new RunningPole(broker.Options, _directory["pole"]);
        await pole.DisposeAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var uplink = new MqttUplink(broker.Options, RunningPole.Identity, outbox, pole, TimeProvider.System, pole, commands: sink);
        var running = uplink.RunAsync(stop.Token);
        await CommandAsync(broker.Options, sink, 1);

        broker.Kill();
        await Eventually.IsAsync(() => !uplink.Connected, Token);
        await broker.StartAsync(Token);
        await Eventually.IsAsync(() => uplink.Connected, Token);

        await CommandAsync(broker.Options, sink, 2);
        await stop.CancelAsync();
        await running;
    }

    /// <summary>Says it until it is heard: the subscription follows the connection by a moment.</summary>
    private static async Task CommandAsync(BrokerOptions broker, HeardCommands sink, int count)
    {
        // A bare client: what it says is no message of the contract.
        using var officer = new MqttClientFactory().CreateMqttClient();
        await officer.ConnectAsync(
            new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer(broker.Host, broker.Port).Build(), Token);
        var message = new MqttApplicationMessageBuilder()
            .WithTopic("safecity/v1/seoul/pole-7/cmd/snapshot").WithPayload($"{count}")
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        while ((await officer.PublishAsync(message, Token)).ReasonCode != MqttClientPublishReasonCode.Success)
        {
        }

        await Eventually.IsAsync(() => sink.Last == $"{count}", Token);
    }

    private sealed class HeardCommands : ICommandSink
    {
        public ImmutableArray<string> Filters => ["cmd/+"];

        public string? Last { get; private set; }

        public void Receive(DownlinkMessage message) => Last = System.Text.Encoding.UTF8.GetString(message.Payload.ToArray());
    }
}
