using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Search.Orders;

namespace EdgeAgent.Control.Desired;

/// <summary>How the orders stand, as the center is told.</summary>
internal static class OrdersStatus
{
    private const int MostReasons = 50;

    /// <param name="book">Those in force.</param>
    /// <param name="problem">Why the last set is not in force at all.</param>
    public static OrdersStatusMessage Of(OrderBook book, Problem? problem)
    {
        var current = book.Current;
        return new OrdersStatusMessage
        {
            Version = current.Version,
            InForce = [.. current.Orders.Select(order => new OrderInForceMessage(order.Order.Id, order.Order.Case, order.Order.Until))],
            Refused = [.. book.Refused.Take(MostReasons).Select(refused => new OrderRefusedMessage(refused.Order, FaultHealth.From(refused.Problem)))],
            Problem = problem is null ? null : FaultHealth.From(problem),
        };
    }
}
