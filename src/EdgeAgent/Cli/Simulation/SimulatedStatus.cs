using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;

namespace EdgeAgent.Cli.Simulation;

/// <summary>What a pole without cameras says of itself.</summary>
internal sealed class SimulatedStatus(OutboxLog outbox, SimulatedControl control, TimeProvider time) : IStatusSource
{
    private readonly long _started = time.GetTimestamp();

    public PoleMode Mode => outbox.Mode;

    public MetaMessage GetMeta() => new() { AgentVersion = AgentVersion.Current, SchemaVersion = Envelope.SchemaVersion, Mode = Mode, Cameras = [] };

    public HealthMessage GetHealth() => new()
    {
        UptimeSeconds = Math.Round(time.GetElapsedTime(_started).TotalSeconds),
        Clock = ClockState.Synced,
        Control = control.Health,
        Faults = outbox.Fault is { } fault ? [FaultHealth.From(fault)] : [],
    };
}
