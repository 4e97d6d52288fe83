using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli.Center;

/// <summary>The agent as a process and a real broker between it and the terminal of the center.</summary>
public sealed class CenterTalkTests
{
    private const string Pole = "test-city/test-pole";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_terminal_with_a_key_commands_orders_and_configures_a_pole_and_one_without_moves_nothing()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Cancel);
        using var pole = new PoleFile("rtsp://127.0.0.1:1/x", broker.Port);
        using var keys = new TemporaryDirectory();
        await Ok("keys", "create", "--name", "ops-1", "--holder", "operations", "--role", "operations", "--out", keys.Path);
        await Ok("keys", "create", "--name", "other", "--holder", "operations", "--role", "operations", "--out", keys.Path);
        var trusted = await Ok("keys", "trust", Path.Combine(pole.DataDirectory, "identity", "trust.jwks"), "--add", keys["ops-1.jwk"]);
        Assert.Contains("ops-1  operations  operations", trusted);
        string[] at = ["--pole", Pole, "--port", broker.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        string[] asked = [.. at, "--officer", "Kim", "--purpose", "test", "--case", "2026-0117"];
        await using var agent = AgentProgram.Start("run", "--config", pole.Path);
        await agent.SaysAsync("test-pole is connected");

        await Ok(["center", "send", "rebirth", .. asked, "--key", keys["ops-1.pem"]]);
        var found = await Ok(["center", "send", "search", .. asked, "--key", keys["ops-1.pem"], "--json", "--params", $$"""{"since":"{{TimeProvider.System.GetUtcNow().AddHours(-1):o}}","top":"red"}"""]);
        Assert.Empty(JsonNode.Parse(found.Single())!["result"]!["found"]!.AsArray());

        var wrong = await InProcess.RunAsync(["center", "send", "search", .. asked, "--key", keys["ops-1.pem"], "--params", """{"topp":"red"}"""]);
        Assert.Equal(ExitCode.Failed, wrong.ExitCode);
        Assert.Contains(wrong.Errors, line => line.Contains("command/params: params.since: is not set", StringComparison.Ordinal));
        Assert.Contains(wrong.Errors, line => line.Contains("'topp'", StringComparison.Ordinal));

        // Not reached is another answer than none found.
        var stranger = await InProcess.RunAsync(["center", "send", "rebirth", .. asked, "--key", keys["other.pem"], "--timeout", "1"]);
        Assert.StartsWith("edgeagent: center/not-reached: test-city/test-pole was not reached: no answer within 1 s", stranger.Errors.Single(), StringComparison.Ordinal);

        File.WriteAllText(keys["orders.json"], JsonSerializer.Serialize(Orders()));
        Assert.Equal(["version 3 is in force: 1 order(s)"], await Ok(["center", "orders", "publish", keys["orders.json"], .. at, "--key", keys["ops-1.pem"]]));

        File.WriteAllText(keys["zones.json"], """{ "cameras": [{ "id": "park", "rules": [] /* none */ }] }""");
        string[] config = ["center", "config", "publish", keys["zones.json"], .. at, "--key", keys["ops-1.pem"], "--version-number"];
        Assert.Equal(["version 5 is in force: applied"], await Ok([.. config, "5"]));
        Assert.Equal(["desired: version 5; in force: version 5, applied"], await Ok(["center", "config", "diff", .. at]));
        Assert.Contains("desired/old-version", (await InProcess.RunAsync([.. config, "4"])).Errors.Single(), StringComparison.Ordinal);

        Assert.Equal(ExitCode.Done, (await agent.StopAsync()).ExitCode);
        Assert.EndsWith("lines, each follows the one before it; the last has the hash", (await Ok("audit", "verify", "--data", pole.DataDirectory)).Single()[..^65].TrimStart("0123456789 ".ToCharArray()), StringComparison.Ordinal);
        var offline = await InProcess.RunAsync(["center", "send", "rebirth", .. asked, "--key", keys["ops-1.pem"]]);
        Assert.StartsWith("edgeagent: center/pole-offline", offline.Errors.Single(), StringComparison.Ordinal);
    }

    private static object Orders() => new
    {
        version = 3,
        orders = new[]
        {
            new
            {
                id = "jacket",
                @case = "2026-0117",
                officer = "Kim",
                purpose = "missing child",
                until = TimeProvider.System.GetUtcNow().AddHours(1),
                top = "red",
                bottom = "blue",
            },
        },
    };

    private static async Task<string[]> Ok(params string[] arguments)
    {
        var result = await InProcess.RunAsync(arguments);
        Assert.True(result.ExitCode == ExitCode.Done, string.Join('\n', result.Errors));
        return [.. result.Output];
    }
}
