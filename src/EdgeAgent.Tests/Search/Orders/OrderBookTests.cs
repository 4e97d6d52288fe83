using System.Text;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Search.Orders;

/// <summary>Orders until they end, with the real file on disk.</summary>
public sealed class OrderBookTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly CollectingLog<OrderBook> _log = new();
    private readonly SetClock _clock;
    private OrderStore _store;
    private OrderBook _book;

    public OrderBookTests()
    {
        _clock = new SetClock(_time);
        _store = OrderStore.Open(_directory["orders.db"]);
        _book = new OrderBook(_clock, _log, _store);
    }

    private IEnumerable<string> InForce => _book.Current.Orders.Select(live => live.Order.Id);

    private IEnumerable<string> Refusals => _book.Refused.Select(refused => $"{refused.Order} {refused.Problem.Code}");

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void An_order_is_in_force_until_its_end_and_then_nothing_of_it_is_left_on_disk()
    {
        _book.Take(Some.Set(Some.Order(), Some.Order("coat") with { Until = Some.Noon + TimeSpan.FromHours(7) }));
        _book.Told("jacket", Key(1));
        Assert.Contains("missing child", OnDisk(), StringComparison.Ordinal);

        Pass(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        Assert.Equal(["coat", "jacket"], InForce);
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["coat"], InForce);
        Pass(TimeSpan.FromHours(1));

        Assert.Empty(InForce);
        Assert.DoesNotContain("missing child", OnDisk(), StringComparison.Ordinal);
        Assert.DoesNotContain("kim", OnDisk(), StringComparison.Ordinal);
        Assert.False(_book.WasTold("jacket", Key(1)));
        Assert.Contains(_log.Lines, line => line.StartsWith("order jacket of case 2026-1105-112 has ended", StringComparison.Ordinal));
    }

    [Fact]
    public void An_order_that_has_ended_already_or_is_too_long_is_refused_by_name()
    {
        _book.Take(Some.Set(
            Some.Order("over") with { Until = Some.Noon },
            Some.Order("long") with { Since = null, Until = Some.Noon + TimeSpan.FromDays(31) },
            Some.Order()));

        Assert.Equal(["jacket"], InForce);
        Assert.Equal(["over order/ended", "long order/too-long"], Refusals);
        Assert.Contains(_log.Lines, line => line.StartsWith("order over is refused", StringComparison.Ordinal));
    }

    [Fact]
    public void A_thousand_orders_are_in_force_at_once_and_one_more_is_refused_by_name()
    {
        _book.Take(Some.Set([.. Enumerable.Range(0, 1001).Select(i => Some.Order($"order-{i:0000}"))]));

        Assert.Equal(1000, _book.Current.Orders.Length);
        Assert.Equal(["order-1000 order/too-many"], Refusals);
    }

    [Fact]
    public void What_a_set_no_longer_names_is_withdrawn_and_what_it_says_as_before_goes_on()
    {
        _book.Take(Some.Set(Some.Order(), Some.Order("coat")));
        var jacket = _book.Current.Orders[1];

        _book.Take(Some.Set(Some.Order()) with { Version = 2 });

        Assert.Same(jacket, Assert.Single(_book.Current.Orders));
        Assert.Contains(_log.Lines, line => line.StartsWith("order coat of case 2026-1105-112 is withdrawn", StringComparison.Ordinal));
        Restart();
        Assert.Equal(["jacket"], InForce);
    }

    [Fact]
    public void An_order_that_was_spoilt_in_a_new_set_stays_in_force_as_it_was()
    {
        _book.Take(Some.Set(Some.Order()));

        _book.Take(new OrderSet(2, [], [new OrderProblem("jacket", OrderProblems.Missing("orders[0].case", "it"))]));

        Assert.Equal(["jacket"], InForce);
        Assert.Equal(["jacket order/missing"], Refusals);
    }

    [Fact]
    public void An_older_set_is_refused_also_after_a_restart()
    {
        _book.Take(Some.Set(Some.Order()) with { Version = 3 });
        Restart();

        _book.Take(Some.Set() with { Version = 2 });

        Assert.Equal(["jacket"], InForce);
        Assert.Equal(["version order/old-version"], Refusals);
    }

    [Fact]
    public void A_clock_that_is_set_back_prolongs_nothing_and_brings_nothing_back_to_life()
    {
        _book.Take(Some.Set(Some.Order()));
        Pass(TimeSpan.FromHours(3));
        _clock.Wrong = -TimeSpan.FromHours(10);

        Pass(TimeSpan.FromHours(3) - TimeSpan.FromSeconds(1));
        Assert.Equal(["jacket"], InForce);
        Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(InForce);

        _book.Take(Some.Set(Some.Order()) with { Version = 2 });
        Assert.Empty(InForce);
        Assert.Equal(["jacket order/ended"], Refusals);
        Restart();
        _book.Take(Some.Set(Some.Order()) with { Version = 3 });
        Assert.Equal(["jacket order/ended"], Refusals);

        _book.Take(Some.Set(Some.Order() with { Until = Some.Noon + TimeSpan.FromHours(8) }) with { Version = 4 });
        Assert.Equal(["jacket"], InForce);
    }

    [Fact]
    public void A_clock_that_is_set_forward_past_the_end_ends_it_once_it_has_said_so_for_a_minute()
    {
        _book.Take(Some.Set(Some.Order()));
        _clock.Wrong = TimeSpan.FromHours(10);
        Pass(TimeSpan.FromSeconds(59));
        Assert.Equal(["jacket"], InForce);

        _clock.Wrong = TimeSpan.Zero;
        Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(["jacket"], InForce);

        _clock.Wrong = TimeSpan.FromHours(10);
        _book.Look();
        Pass(TimeSpan.FromMinutes(1));
        Assert.Empty(InForce);
    }

    [Fact]
    public void A_pole_that_wakes_in_1970_takes_orders_and_ends_them_when_it_learns_the_time()
    {
        (_clock.Synchronised, _clock.Wrong) = (false, DateTimeOffset.UnixEpoch - Some.Noon);
        _book.Take(Some.Set(Some.Order(), Some.Order("over") with { Until = Some.Noon }));
        Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(["jacket", "over"], InForce);

        (_clock.Synchronised, _clock.Wrong) = (true, TimeSpan.Zero);
        _book.Look();
        Assert.Equal(["jacket"], InForce);
        Assert.Equal(Some.Noon, _book.Taken("jacket"));
        Pass(TimeSpan.FromHours(6));
        Assert.Empty(InForce);
    }

    [Fact]
    public void A_pole_that_never_learns_the_time_keeps_no_order_for_longer_than_any_may_have()
    {
        _clock.Synchronised = false;
        _book.Take(Some.Set(Some.Order()));

        Pass(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(["jacket"], InForce);
        Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(InForce);
    }

    [Fact]
    public void A_restart_loses_no_order_nor_what_was_told_of_it()
    {
        _book.Take(Some.Set(Some.Order(), Some.Order("coat", NamedColor.Green)));
        _book.Told("jacket", Key(1));
        Pass(TimeSpan.FromHours(1));

        Restart();

        Assert.Equal(["coat", "jacket"], InForce);
        Assert.Equal(1, _book.Current.Version);
        Assert.True(_book.WasTold("jacket", Key(1)));
        Assert.False(_book.WasTold("coat", Key(1)));
        Assert.Equal(Some.Noon, _book.Taken("jacket"));
        Pass(TimeSpan.FromHours(5));
        Assert.Empty(InForce);
    }

    [Fact]
    public void After_a_boot_without_a_clock_an_order_has_what_was_left_of_it_to_ten_minutes()
    {
        _book.Take(Some.Set(Some.Order()));
        Pass(TimeSpan.FromHours(4));
        _store.Dispose();
        _store = OrderStore.Open(_directory["orders.db"]);
        var next = new SetClock(_time) { BootId = Guid.NewGuid(), Synchronised = false };
        _book = new OrderBook(next, _log, _store);

        Pass(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(["jacket"], InForce);
        Pass(TimeSpan.FromMinutes(10));
        Assert.Empty(InForce);
    }

    [Fact]
    public void What_a_disk_refuses_is_in_force_all_the_same_and_is_written_when_it_takes_again()
    {
        _book.Take(Some.Set(Some.Order("coat")));
        using (var other = Storage.SqliteFile.Open(_directory["orders.db"]))
        {
            Storage.SqliteFile.Execute(other, "CREATE TRIGGER refuse BEFORE INSERT ON orders BEGIN SELECT RAISE(ABORT, 'no'); END; CREATE TRIGGER refuse2 BEFORE DELETE ON orders BEGIN SELECT RAISE(ABORT, 'no'); END");
            _book.Take(Some.Set(Some.Order()) with { Version = 2 });
            Assert.Equal(["jacket"], InForce);
            Assert.NotNull(_book.Fault);

            Storage.SqliteFile.Execute(other, "DROP TRIGGER refuse; DROP TRIGGER refuse2");
        }

        Pass(TimeSpan.FromSeconds(1));
        Assert.Null(_book.Fault);
        Restart();
        Assert.Equal(["jacket"], InForce);
    }

    private static SightingKey Key(int track) => new(new CameraId("gate"), Guid.Empty, track, MediaTime.FromSeconds(5));

    private void Restart()
    {
        _store.Dispose();
        _store = OrderStore.Open(_directory["orders.db"]);
        _book = new OrderBook(_clock, _log, _store);
    }

    /// <summary>Looked at as often as in a service where it matters.</summary>
    private void Pass(TimeSpan span)
    {
        _time.Advance(span - TimeSpan.FromSeconds(1));
        _book.Look();
        _time.Advance(TimeSpan.FromSeconds(1));
        _book.Look();
    }

    /// <summary>Every byte of the store's files.</summary>
    private string OnDisk() => string.Concat(Directory.GetFiles(_directory.Path).Select(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return reader.ReadToEnd();
    }));
}
