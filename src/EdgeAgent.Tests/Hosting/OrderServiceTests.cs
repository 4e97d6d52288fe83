using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Search.Orders;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orders = EdgeAgent.Search.Orders.Some;

namespace EdgeAgent.Hosting;

/// <summary>Orders from a real file to events, with the real store, through restarts.</summary>
public sealed class OrderServiceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly WatchedTime _time = new();
    private readonly SetClock _clock;
    private readonly ListedSightings _sightings = new();
    private readonly CollectedEvents _events = new();

    public OrderServiceTests() => _clock = new SetClock(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File_ => _directory["orders.json"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Who_was_seen_before_the_order_came_is_told_once_through_restarts_until_the_order_ends()
    {
        Write(Orders.Order());
        _sightings.Add(Orders.Sighting(7, Orders.Fits, Orders.Noon - TimeSpan.FromMinutes(20)));
        await RunAsync(seconds: 10);

        Assert.True(_events.Reader.TryRead(out var start));
        Assert.True(_events.Reader.TryRead(out var end));
        Assert.False(_events.Reader.TryPeek(out _));
        Assert.Equal((start.EventId, EventPhase.Start, EventPhase.End), (end.EventId, start.Phase, end.Phase));
        Assert.Equal((EventTypes.SearchMatch, Severity.Critical, "gate", 7), (start.Type, start.Severity, start.Camera.Value, start.Tracks[0]));
        Assert.Equal(Orders.Noon - TimeSpan.FromMinutes(20), start.Utc.Value);
        Assert.Equal((true, TimeSpan.FromSeconds(5)), (start.Detail!.Past, end.Duration));

        await RunAsync(seconds: 10);
        Assert.Equal(2, _sightings.Asked);
        Assert.False(_events.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task A_torn_file_leaves_the_orders_in_force_and_says_so_also_after_a_restart()
    {
        Write(Orders.Order());
        Service().Dispose();
        await File.WriteAllTextAsync(File_, "{ \"version\": 2, \"orders\": [ { \"id\"", Cancel);

        using var service = Service();

        Assert.Equal("jacket", Assert.Single(service.Book.Current.Orders).Order.Id);
        Assert.Equal(["order/syntax"], service.Faults.Select(fault => fault.Code));
        Assert.Equal((1, 1, 0), (service.Health!.Version, service.Health.InForce, service.Health.Refused));
    }

    [Fact]
    public void Refused_orders_are_told_by_name_as_far_as_a_message_has_room()
    {
        Write([Orders.Order(), .. Enumerable.Range(0, 15).Select(i => Orders.Order($"over-{i:00}") with { Until = Orders.Noon })]);

        using var service = Service();

        Assert.Equal((1, 15), (service.Health!.InForce, service.Health.Refused));
        Assert.Equal(11, service.Faults.Count);
        Assert.Equal(("order/ended", "over-00"), (service.Faults[0].Code, service.Faults[0].Path));
        Assert.Equal(("order/refused", "5 more things are wrong with orders"), (service.Faults[10].Code, service.Faults[10].Message));
    }

    [Fact]
    public void A_torn_store_is_a_fault_and_orders_are_taken_all_the_same()
    {
        Write(Orders.Order());
        File.WriteAllText(_directory["orders.db"], "no database");

        using var service = Service();

        Assert.Single(service.Book.Current.Orders);
        Assert.Equal(["storage/corrupt"], service.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void A_pole_that_nobody_orders_anything_of_has_no_store_and_says_nothing()
    {
        using var service = new OrderService(_directory.Path, null, _events, _clock, _time, NullLoggerFactory.Instance);

        Assert.Null(service.Health);
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void Orders_end_also_where_no_file_is_named_any_more()
    {
        Write(Orders.Order());
        Service().Dispose();
        _time.Advance(TimeSpan.FromHours(7));

        using var service = new OrderService(_directory.Path, null, _events, _clock, _time, NullLoggerFactory.Instance);

        Assert.Empty(service.Book.Current.Orders);
    }

    private OrderService Service() => new(_directory.Path, new OrderFileSource(File_), _events, _clock, _time, NullLoggerFactory.Instance, _sightings);

    private void Write(params SearchOrder[] orders) =>
        File.WriteAllText(File_, $$"""{ "version": 1, "orders": [ {{string.Join(',', orders.Select(OrderJson.Write))}} ] }""");

    /// <summary>Runs a service from its start to its stop.</summary>
    private async Task RunAsync(int seconds)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var service = Service();
        _time.Started = new TaskCompletionSource();
        var running = service.RunAsync(stop.Token, Cancel);
        await _time.Started.Task.WaitAsync(Cancel);
        for (var i = 0; i < seconds; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await stop.CancelAsync();
        await running;
    }

    /// <summary>Says when somebody waits for it.</summary>
    private sealed class WatchedTime() : FakeTimeProvider(Orders.Noon)
    {
        public TaskCompletionSource Started { get; set; } = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Started.TrySetResult();
            return timer;
        }
    }
}
