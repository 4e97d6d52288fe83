using System.Collections.Immutable;

namespace EdgeAgent.Messaging;

/// <summary>Which search orders are in force, and why others are not.</summary>
internal sealed record OrdersStatusMessage
{
    /// <summary>Of the set in force; 0 before any.</summary>
    public required long Version { get; init; }

    /// <summary>Orders that are looked for.</summary>
    public ImmutableArray<OrderInForceMessage> InForce { get; init; } = [];

    /// <summary>Orders of the set that are not, at most 50 reasons.</summary>
    public ImmutableArray<OrderRefusedMessage> Refused { get; init; } = [];

    /// <summary>Why the last set that came is not in force at all; absent where it is.</summary>
    public FaultHealth? Problem { get; init; }
}
