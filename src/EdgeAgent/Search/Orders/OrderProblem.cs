using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>Why one order of a set is not in force.</summary>
/// <param name="Order">Its id, or its place where it has none.</param>
/// <param name="Problem">With the path of what is wrong, such as <c>orders[3].top</c>.</param>
internal sealed record OrderProblem(string Order, Problem Problem);
