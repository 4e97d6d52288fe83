using System.Text.Json;

namespace EdgeAgent.Search.Orders;

/// <summary>A set of orders as JSON with comments: <c>{ "version": 3, "orders": [ … ] }</c>.</summary>
internal static class OrderFile
{
    // A thousand orders have half a megabyte; what is larger is another file.
    private const int MaximumBytes = 4 << 20;

    private static readonly JsonDocumentOptions Json = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 8,
    };

    /// <exception cref="OrderException">It cannot be read at all. What is wrong with single orders stands in the set.</exception>
    public static OrderSet Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[MaximumBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= MaximumBytes
                ? Parse(bytes.AsMemory(0, length), path)
                : throw new OrderException(OrderProblems.Unreadable(path, $"it is larger than {MaximumBytes} bytes"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OrderException(OrderProblems.Unreadable(path, e is FileNotFoundException ? "there is no such file" : e.Message), e);
        }
    }

    public static OrderSet Parse(ReadOnlyMemory<byte> utf8, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, Json);
            return Read(document.RootElement, path);
        }
        catch (JsonException e)
        {
            throw new OrderException(OrderProblems.Syntax(path, e.Message.ReplaceLineEndings(" ")), e);
        }
    }

    private static OrderSet Read(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("orders", out var orders) || orders.ValueKind != JsonValueKind.Array)
        {
            throw new OrderException(OrderProblems.Syntax(path, "it has no list of orders: { \"version\": 1, \"orders\": [ … ] }"));
        }

        var version = 0L;
        if (root.TryGetProperty("version", out var number) && (number.ValueKind != JsonValueKind.Number || !number.TryGetInt64(out version) || version < 0))
        {
            throw new OrderException(OrderProblems.Syntax(path, "its version is no whole number from 0 up"));
        }

        // A misspelt name beside the two would be a set that says something else than was meant.
        if (root.EnumerateObject().FirstOrDefault(member => member.Name is not ("version" or "orders" or "$schema")) is { Value.ValueKind: not JsonValueKind.Undefined } foreign)
        {
            throw new OrderException(OrderProblems.Syntax(path, $"'{foreign.Name}' is nothing that a set of orders has: it has version and orders"));
        }

        var problems = new List<OrderProblem>();
        var read = new List<SearchOrder>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, element) in orders.EnumerateArray().Index())
        {
            var at = $"orders[{index}]";
            if (OrderReader.Read(element, at, problems) is not { } order)
            {
                continue;
            }

            if (ids.Add(order.Id))
            {
                read.Add(order);
            }
            else
            {
                problems.Add(new OrderProblem(order.Id, OrderProblems.Duplicate($"{at}.id", order.Id)));
            }
        }

        return new OrderSet(version, [.. read], [.. problems]);
    }
}
