using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>Which search orders are in force, and why others are not.</summary>
internal sealed record OrdersStatusMessage
{
    [Description("Of the set in force; 0 before any.")]
    [Range(0, double.MaxValue)]
    public required long Version { get; init; }

    [Description("Orders that are looked for.")]
    public ImmutableArray<OrderInForceMessage> InForce { get; init; } = [];

    [Description("Orders of the set that are not, at most 50 reasons.")]
    public ImmutableArray<OrderRefusedMessage> Refused { get; init; } = [];

    [Description("Why the last set that came is not in force at all; absent where it is.")]
    public FaultHealth? Problem { get; init; }
}
