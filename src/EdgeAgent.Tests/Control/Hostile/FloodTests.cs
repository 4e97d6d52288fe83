using System.Globalization;
using System.Text.Json.Nodes;
using EdgeAgent.Center;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;
using MQTTnet;

namespace EdgeAgent.Control.Hostile;

/// <summary>A flood over a real broker at the agent as a process: what hostile.sh starts.</summary>
public sealed class FloodTests
{
    private static readonly PoleIdentity Pole = new("test-city", "test-pole");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Messages =>
        Environment.GetEnvironmentVariable("EDGEAGENT_HOSTILE_MESSAGES") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 10_000;

    [Fact(Explicit = true)]
    public async Task Every_message_of_a_flood_is_counted_and_the_pole_answers_afterwards_with_no_more_memory()
    {
        // Otherwise it is the broker that drops them.
        using var broker = new MosquittoBroker("allow_anonymous true\nmax_queued_messages 0\nmax_inflight_messages 0");
        await broker.StartAsync(Cancel);
        using var pole = new PoleFile("rtsp://127.0.0.1:1/x", broker.Port);
        using var key = SigningKey.Create("ops-1");
        PrivateFile.Write(new DevicePaths(pole.DataDirectory).Trust, JsonWebKeys.Write([key.ToTrusted("operations", KeyRole.Operations)]));
        await using var agent = AgentProgram.Start("run", "--config", pole.Path);
        await agent.SaysAsync("test-pole is connected");
        var signer = new OperationsKey(key, "operations");

        // Once before it is measured: what is compiled and cached then is not the flood's.
        await FloodAsync(broker, signer, Messages / 10);
        var before = ResidentBytes(agent.ProcessId);
        var counted = await FloodAsync(broker, signer, Messages);
        var grown = ResidentBytes(agent.ProcessId) - before;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Messages} messages: all counted, {counted}; resident memory {before / 1e6:0} MB before, {grown / 1e6:+0.0;-0.0} MB after");
        File.WriteAllText(Environment.GetEnvironmentVariable("EDGEAGENT_HOSTILE_RESULT")!, line);
        Assert.True(grown < 20_000_000, line);
        await agent.StopAsync();
    }

    /// <summary>Forged, expired, misaddressed, oversized, malformed, long topics: then one that is right.</summary>
    private static async Task<string> FloodAsync(MosquittoBroker broker, OperationsKey key, int messages)
    {
        await using var talk = await PoleTalk.BeginAsync(broker.Options, Pole, ["health"], TimeProvider.System, Cancel);
        var first = Sum(await HealthAsync(talk, _ => true));
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < messages; i++)
        {
            await talk.SayAsync(Hostile(talk.Topics, key, now, i), Cancel);
        }

        // Health comes with the next minute, or when somebody asks for it: until one that is right gets through.
        while (true)
        {
            try
            {
                var reply = await new CommandSender(broker.Options, key, TimeProvider.System).SendAsync(
                    Pole, "rebirth", new JsonObject { ["officer"] = "kim", ["purpose"] = "test" }, TimeSpan.FromSeconds(10), Cancel);
                Assert.Equal(ReplyOutcome.Done, reply.Outcome);
                break;
            }
            catch (CenterException)
            {
                // It was dropped with the flood, and counted: it is one more of it.
                messages++;
            }
        }

        var health = await HealthAsync(talk, health => Sum(health) - first >= messages + 1);
        return $"{health.Dropped} dropped, {health.Refused.Values.Sum()} refused by {health.Refused.Count} codes, {health.Accepted} done";
    }

    private static MqttApplicationMessage Hostile(Topics topics, OperationsKey key, DateTimeOffset now, int i)
    {
        var topic = topics.Below("cmd/rebirth");
        return (i % 6) switch
        {
            0 => MqttMessages.Signed(topic, "{\"payload\":\"e30\",\"protected\":\"e30\",\"signature\":\"\"}"u8.ToArray(), retain: false, expiry: null),
            1 => MqttMessages.Signed(topic, key.Sign(new PoleIdentity("test-city", "other"), CommandDesk.MessageType, now, Claims(now)), retain: false, expiry: null),
            2 => MqttMessages.Signed(topic, key.Sign(Pole, CommandDesk.MessageType, now - TimeSpan.FromDays(1), Claims(now - TimeSpan.FromDays(1))), retain: false, expiry: null),
            3 => MqttMessages.Signed(topic, new byte[100_000], retain: false, expiry: null),
            4 => MqttMessages.Signed(topics.Below("cmd/" + new string('x', 60_000)), [1, 2, 3], retain: false, expiry: null),
            _ => MqttMessages.Signed(topic, [(byte)i, 0xff, 0xfe], retain: false, expiry: null),
        };
    }

    private static JsonObject Claims(DateTimeOffset now) => new()
    {
        ["jti"] = Guid.NewGuid().ToString(),
        ["exp"] = now.ToUnixTimeSeconds() + 60,
        ["epoch"] = 0,
        ["verb"] = "rebirth",
        ["officer"] = "kim",
        ["purpose"] = "test",
    };

    private static async Task<ControlHealth> HealthAsync(PoleTalk talk, Func<ControlHealth, bool> isEnough) =>
        await talk.HearAsync(
            message => talk.Body<HealthMessage>(message, "health")?.Control is { } control && isEnough(control) ? control : null, TimeSpan.FromMinutes(3), Cancel)
        ?? throw new TimeoutException("no such health");

    private static long Sum(ControlHealth health) => health.Accepted + health.Repeated + health.Dropped + health.Refused.Values.Sum();

    private static long ResidentBytes(int process) => 1024 * long.Parse(
        File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
