using System.Collections.Immutable;

namespace EdgeAgent.Search.Orders;

/// <summary>All orders that a source wants in force, and what it says that cannot be one.</summary>
/// <param name="Version">Never goes down.</param>
/// <param name="Orders">Each by itself in order.</param>
/// <param name="Refused">One for each thing that is wrong.</param>
internal sealed record OrderSet(long Version, ImmutableArray<SearchOrder> Orders, ImmutableArray<OrderProblem> Refused);
