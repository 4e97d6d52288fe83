using System.CommandLine;
using EdgeAgent.Center;

namespace EdgeAgent.Cli;

/// <summary><c>broker</c> (hidden): an MQTT broker on loopback, as the process that the demo can kill.</summary>
internal static class BrokerCommand
{
    public const string Ready = "ready mqtt://127.0.0.1:";

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "0 takes a free one." };
        var verb = new Verb("broker", "Run an MQTT broker on loopback that keeps nothing on disk, for demos.", "edgeagent broker --port 1883")
        {
            port,
        };
        verb.Hidden = true;
        verb.SetAction(async (parsed, cancel) =>
        {
            await using var broker = await EmbeddedBroker.StartAsync(parsed.GetValue(port));
            parsed.InvocationConfiguration.Output.WriteLine($"{Ready}{broker.Port}");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            return ExitCode.Done;
        });
        return verb;
    }
}
