using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>Whether the pole is there. A consumer drops lower epochs; within one epoch, offline is final.</summary>
internal sealed record StateMessage(
    [Description("Whether the pole is connected. Within one epoch, offline is final.")] bool Online,
    [Description("Count of the pole's connections, raised on its disk before each CONNECT. A consumer drops what has a lower epoch than it has seen.")] [Range(0, double.MaxValue)] long Epoch,
    [Description("Why: `connected` of an online, `stopped` of a pole that said goodbye, `connection-lost` in the will. A later agent may say others.")] string? Reason);
