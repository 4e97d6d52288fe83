using System.CommandLine;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Search.Orders;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli.Analysis;

/// <summary><c>--order FILE</c>: who is looked for in a recording. That an order has ended goes by the clock of this machine, not by the recording's.</summary>
internal sealed class OrderArgument : Option<string?>
{
    public OrderArgument()
        : base("--order")
    {
        Description = "Look for whom these orders describe; whoever resembles one is a search-match event.";
        HelpName = "FILE";
    }

    /// <summary>Null where none was given. An order that is refused is said, and the others are looked for.</summary>
    /// <exception cref="ProblemException">The file cannot be read, or no order of it can be looked for.</exception>
    public OrderBook? Read(ParseResult parsed, TextWriter error)
    {
        if (parsed.GetValue(this) is not { } path)
        {
            return null;
        }

        // Nobody asks whether it is synchronised, as of a pole that wakes up in 1970.
        var book = new OrderBook(new FileMediaClock(TimeProvider.System.GetUtcNow()), NullLogger.Instance);
        book.Take(OrderFile.Read(path));
        foreach (var refused in book.Refused)
        {
            error.WriteLine($"edgeagent: order {refused.Order} is refused: {refused.Problem}");
        }

        return book.Current.Orders.IsEmpty
            ? throw new OrderException(new Problem("order/none", "no order of it can be looked for", "correct the orders, or leave --order out", path))
            : book;
    }
}
