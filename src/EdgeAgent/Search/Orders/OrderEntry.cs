using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>One order of the book.</summary>
/// <param name="live">As the cameras have it.</param>
/// <param name="term">When it ends.</param>
/// <param name="takenAt">On the media clock, which may be of before the device's start where it comes from another boot.</param>
/// <param name="taken">In UTC; null while that is not known.</param>
internal sealed class OrderEntry(LiveOrder live, OrderTerm term, MediaTime takenAt, DateTimeOffset? taken)
{
    /// <summary>By which it is seen whether an order has changed.</summary>
    private readonly string _text = OrderJson.Write(live.Order);

    public LiveOrder Live => live;

    public OrderTerm Term => term;

    public DateTimeOffset? Taken { get; private set; } = taken;

    public static OrderEntry Begin(SearchOrder order, MediaTime now, DateTimeOffset? utc) =>
        new(new LiveOrder(order, new DescriptionMatcher(order.Description)), OrderTerm.Begin(order, now, utc), now, utc);

    /// <summary>After a restart: the monotonic clock of another boot says nothing, and what was left then is left now.</summary>
    public static OrderEntry From(StoredOrder stored, MediaTime now, Guid boot)
    {
        var (deadline, isKnown) = stored.BootId == boot ? (stored.Deadline, stored.IsKnown) : (now + stored.Left, false);
        return new(
            new LiveOrder(stored.Order, new DescriptionMatcher(stored.Order.Description)),
            new OrderTerm(stored.Order.Until, deadline, isKnown),
            now,
            stored.Taken);
    }

    public bool Says(SearchOrder order) => _text == OrderJson.Write(order);

    /// <summary>Whether it has ended; a UTC that is known at last says when it was taken in too.</summary>
    public bool HasEnded(MediaTime now, DateTimeOffset? utc)
    {
        Taken ??= utc - (now - takenAt);
        return term.HasEnded(now, utc);
    }

    public StoredOrder ToStored(MediaTime now, Guid boot)
    {
        var left = term.Deadline - now;
        return new(live.Order, Taken, boot, term.Deadline, term.IsKnown, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }
}
