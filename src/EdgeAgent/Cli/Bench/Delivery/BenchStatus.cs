using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Bench.Delivery;

/// <summary>A pole without cameras.</summary>
internal sealed class BenchStatus : IStatusSource
{
    public PoleMode Mode => PoleMode.Commissioning;

    public MetaMessage GetMeta() => new() { AgentVersion = Hosting.AgentVersion.Current };

    public HealthMessage GetHealth() => new() { Clock = ClockState.Unsynced };
}
