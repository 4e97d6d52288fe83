using System.Collections.Immutable;

namespace EdgeAgent.Search.Orders;

/// <summary>The orders of one moment: whoever holds it sees all of a change or nothing of it.</summary>
/// <param name="Version">Of the set that they came with; 0 before any.</param>
/// <param name="Orders">An order that a change did not touch is the same object before and after.</param>
internal sealed record OrdersInForce(long Version, ImmutableArray<LiveOrder> Orders)
{
    public static OrdersInForce None { get; } = new(0, []);
}
