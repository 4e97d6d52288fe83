using System.Buffers;
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
        using var broker = new MosquittoBroker($"allow_anonymous true\nacl_file {rules["acl"]}");
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
}
