using EdgeAgent.Parts;

namespace EdgeAgent.Search.Orders;

public sealed class OrderFileSourceTests : IDisposable
{
    private const string Order = """{ "version": 1, "orders": [ { "id": "a", "case": "1", "officer": "kim", "purpose": "x", "until": "2026-11-28T00:00:00Z", "top": "red" } ] }""";

    private readonly TemporaryDirectory _directory = new();
    private readonly OrderFileSource _source;

    public OrderFileSourceTests() => _source = new OrderFileSource(Path_);

    private string Path_ => _directory["orders.json"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_file_is_read_when_it_comes_and_when_it_changes_and_otherwise_left_alone()
    {
        Assert.Null(_source.Poll());
        Assert.Equal("order/file-unreadable", _source.Fault?.Code);

        File.WriteAllText(Path_, Order);
        Assert.Single(Read()!.Orders);
        Assert.Null(_source.Fault);
        Assert.Null(_source.Poll());

        File.WriteAllText(Path_, """{ "version": 2, "orders": [] }""");
        Assert.Empty(Read()!.Orders);
        Assert.Null(_source.Poll());
    }

    [Fact]
    public void A_change_that_bears_the_time_and_the_length_of_the_one_before_is_seen()
    {
        File.WriteAllText(Path_, Order);
        var written = File.GetLastWriteTimeUtc(Path_);
        Assert.Equal("a", Assert.Single(_source.Poll()!.Orders).Id);

        File.WriteAllText(Path_, Order.Replace("\"a\"", "\"b\"", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(Path_, written);

        Assert.Equal("b", Assert.Single(_source.Poll()!.Orders).Id);
    }

    [Fact]
    public void A_torn_file_is_a_fault_until_it_is_whole()
    {
        File.WriteAllText(Path_, Order[..60]);
        Assert.Null(Read());
        Assert.Equal("order/syntax", _source.Fault?.Code);
        Assert.Null(_source.Poll());
        Assert.Equal("order/syntax", _source.Fault?.Code);

        File.WriteAllText(Path_, Order);
        Assert.Single(Read()!.Orders);
        Assert.Null(_source.Fault);
    }

    /// <summary>Twice: once more after each change.</summary>
    private OrderSet? Read()
    {
        var set = _source.Poll();
        _source.Poll();
        return set;
    }
}
