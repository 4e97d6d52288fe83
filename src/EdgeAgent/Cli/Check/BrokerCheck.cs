using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Check;

/// <summary>Does the broker answer and let the pole in?</summary>
internal static class BrokerCheck
{
    public static async Task<CheckResult> RunAsync(AgentOptions options, CancellationToken cancel)
    {
        var broker = options.Broker;
        var tls = broker.Tls is { } named ? new TlsFiles(named, options.Pole, TimeProvider.System) : null;
        if (await BrokerProbe.RunAsync(broker, TimeProvider.System, cancel, options.Pole, tls) is { } problem)
        {
            return CheckResult.Failed("broker", problem);
        }

        var finding = $"{broker.Host}:{broker.Port} speaks MQTT 5{(tls is null ? "" : " over TLS")} and lets the pole in";
        return tls?.Faults is [{ } expiring, ..]
            ? CheckResult.Warning("broker", $"{finding}, but {expiring.Message}", expiring.Remedy)
            : CheckResult.Ok("broker", finding);
    }
}
