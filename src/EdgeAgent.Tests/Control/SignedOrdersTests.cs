using System.Text.Json.Nodes;
using EdgeAgent.Control.Desired;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;
using EdgeAgent.Search.Orders;
using Microsoft.Extensions.Logging.Abstractions;
using Orders = EdgeAgent.Search.Orders.Some;

namespace EdgeAgent.Control;

/// <summary>Signed sets of orders into the real book.</summary>
public sealed class SignedOrdersTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SomeControl _pole;
    private readonly OrderBook _book;

    public SignedOrdersTests()
    {
        _pole = new SomeControl(_directory.Path);
        _pole.Clock.Set(Orders.Noon - TimeSpan.FromSeconds(100), synchronised: true);
        _book = new OrderBook(_pole.Clock, NullLogger.Instance);
    }

    public void Dispose()
    {
        _pole.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void The_full_set_is_in_force_and_each_order_is_written_down_without_what_it_describes()
    {
        var source = Source();

        Take(source, Desired(3, Orders.Order("jacket"), Orders.Order("over") with { Until = Orders.Noon }));

        var status = OrdersStatus.Of(_book, source.Problem);
        Assert.Equal((3, "jacket"), (status.Version, Assert.Single(status.InForce).Order));
        Assert.Equal(("over", "order/ended"), (Assert.Single(status.Refused).Order, status.Refused[0].Problem.Code));
        var line = JsonNode.Parse(_pole.Audit.Read(after: 0).First())!["entry"]!;
        Assert.Equal(("kim", "missing child", "2026-1105-112"), ((string)line["officer"]!, (string)line["purpose"]!, (string)line["caseId"]!));
        Assert.DoesNotContain("red", string.Concat(_pole.Audit.Read(after: 0)), StringComparison.Ordinal);

        Take(source, Desired(4));
        Assert.Empty(_book.Current.Orders);
        Assert.Contains("withdrawn", _pole.Audit.Read(after: 0).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_never_goes_down_nor_means_two_things_also_after_a_restart()
    {
        Take(Source(), Desired(3, Orders.Order()));
        _pole.Reopen();
        var source = Source();

        Take(source, Desired(2));
        Assert.Equal("desired/old-version", source.Problem!.Code);
        Take(source, Desired(3));
        Assert.Equal("desired/same-version", source.Problem!.Code);
        Take(source, Desired(3, Orders.Order()));
        Assert.Null(source.Problem);
        Assert.Single(_book.Current.Orders);
    }

    [Fact]
    public void Clearing_what_the_broker_kept_ends_nothing_and_forging_begins_nothing()
    {
        var source = Source();
        Take(source, Desired(3, Orders.Order()));

        Take(source, SomeControl.Message([], "orders", "desired"));
        Take(source, SomeControl.Message("{\"version\":9,\"orders\":[]}"u8.ToArray(), "orders", "desired"));

        Assert.Equal((3, 1), (_book.Current.Version, _book.Current.Orders.Length));
        Assert.Equal(["desired/cleared", "signature/malformed"], _pole.Counts.Health.Refused.Keys);
    }

    [Fact]
    public void While_nothing_can_be_written_down_orders_end_and_none_begins_and_what_waits_begins_by_itself_later()
    {
        var source = Source();
        Take(source, Desired(1, Orders.Order("first"), Orders.Order("second")));
        _pole.Reopen();
        Directory.Move(_directory["audit"], _directory["audit-away"]);
        File.WriteAllText(_directory["audit"], "");
        source = Source();

        Take(source, Desired(2, Orders.Order("second"), Orders.Order("third")));

        Assert.Equal(["second"], _book.Current.Orders.Select(order => order.Order.Id));
        Assert.Equal(("third", "desired/not-audited"), (_book.Refused.Single().Order, _book.Refused.Single().Problem.Code));

        File.Delete(_directory["audit"]);
        _pole.Time.Advance(TimeSpan.FromMinutes(1));
        Poll(source);
        Assert.Equal(["second", "third"], _book.Current.Orders.Select(order => order.Order.Id));
        Assert.Empty(_book.Refused);
    }

    [Fact]
    public void A_pole_that_takes_its_orders_from_a_file_says_so()
    {
        var source = new SignedOrders(_pole.Intake, _pole.Store, _pole.Audit, _pole.Refusals, _pole.Counts, _pole.Time) { Book = _book, IsOverruled = true };

        Take(source, Desired(1, Orders.Order()));

        Assert.Equal(("desired/from-file", 0), (source.Problem!.Code, _book.Current.Orders.Length));
    }

    private SignedOrders Source() => new(_pole.Intake, _pole.Store, _pole.Audit, _pole.Refusals, _pole.Counts, _pole.Time) { Book = _book };

    private void Take(SignedOrders source, DownlinkMessage message)
    {
        source.Handle(message);
        Poll(source);
    }

    private void Poll(SignedOrders source)
    {
        if (source.Poll() is { } set)
        {
            _book.Take(set);
        }
    }

    private DownlinkMessage Desired(long version, params SearchOrder[] orders)
    {
        var claims = new JsonObject
        {
            ["iss"] = "operations",
            ["aud"] = SomeControl.Pole,
            ["version"] = version,
            ["orders"] = new JsonArray([.. orders.Select(order => JsonNode.Parse(OrderJson.Write(order)))]),
        };
        return SomeControl.Message(_pole.Sign(claims.ToJsonString(), SignedOrders.MessageType), "orders", "desired") with { Retained = true };
    }
}
