using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Check;

/// <summary>Does the broker answer and let the pole in?</summary>
internal static class BrokerCheck
{
    public static async Task<CheckResult> RunAsync(AgentOptions options, CancellationToken cancel) =>
        await BrokerProbe.RunAsync(options.Broker, TimeProvider.System, cancel) is { } problem
            ? CheckResult.Failed("broker", problem)
            : CheckResult.Ok("broker", $"{options.Broker.Host}:{options.Broker.Port} speaks MQTT 5 and lets the pole in");
}
