using System.Collections.Immutable;

namespace EdgeAgent.Messaging;

/// <summary>How the pole is, every 60 s.</summary>
internal sealed record HealthMessage
{
    public double? UptimeSeconds { get; init; }

    public ImmutableArray<CameraHealth> Cameras { get; init; } = [];

    public DetectorHealth? Detector { get; init; }

    public QueueHealth? Queue { get; init; }

    public required ClockState Clock { get; init; }

    /// <summary>Pictures of events that made room for others before anybody took them; absent for none.</summary>
    public long? StillsUnsent { get; init; }

    public DiskHealth? Disk { get; init; }

    public RecordingHealth? Recording { get; init; }

    /// <summary>Absent where nobody has ordered anything.</summary>
    public OrdersHealth? Orders { get; init; }

    /// <summary>Absent where nobody can say anything to the pole.</summary>
    public ControlHealth? Control { get; init; }

    public ImmutableArray<FaultHealth> Faults { get; init; } = [];
}
