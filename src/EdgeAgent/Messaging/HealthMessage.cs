using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>How the pole is, every 60 s.</summary>
internal sealed record HealthMessage
{
    [Description("Since the agent started.")]
    [Range(0, double.MaxValue)]
    public double? UptimeSeconds { get; init; }

    [Description("How each camera is.")]
    public ImmutableArray<CameraHealth> Cameras { get; init; } = [];

    [Description("The model that looks at the pictures.")]
    public DetectorHealth? Detector { get; init; }

    [Description("What waits to be sent; absent while the outbox cannot be read, which then stands among the faults.")]
    public QueueHealth? Queue { get; init; }

    [Description("Whether the pole's clock is synchronised.")]
    public required ClockState Clock { get; init; }

    [Description("Pictures of events that made room for others before anybody took them; absent for none.")]
    [Range(0, double.MaxValue)]
    public long? StillsUnsent { get; init; }

    [Description("Room on the disk with the pole's data; absent where the disk does not even say its size.")]
    public DiskHealth? Disk { get; init; }

    [Description("What is recorded; absent before it is known.")]
    public RecordingHealth? Recording { get; init; }

    [Description("The live search orders; absent where nobody has ordered anything.")]
    public OrdersHealth? Orders { get; init; }

    [Description("What the center has said to the pole; absent where nobody can say anything to it.")]
    public ControlHealth? Control { get; init; }

    [Description("Everything that a person must mend.")]
    public ImmutableArray<FaultHealth> Faults { get; init; } = [];
}
