using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>
/// When one order ends. An officer has signed a time of the wall clock, and the wall clock may be set in between, or not be known at all:
/// <list type="number">
/// <item>The first known UTC says how long the order still goes on, and that much of the monotonic clock is its deadline. A clock that is
/// set back afterwards prolongs nothing: no criteria are kept longer than what was signed.</item>
/// <item>A clock that is set forward past its end ends it, once it has said so for <see cref="Doubt"/> without a break: one that jumps and comes
/// back at once ends nothing.</item>
/// <item>While UTC is not known, the deadline is the longest that any order may have, or what was left of it before the restart.</item>
/// </list>
/// </summary>
/// <param name="until">As signed.</param>
/// <param name="deadline">On the media clock.</param>
/// <param name="isKnown">The deadline comes from a UTC that was known.</param>
internal sealed class OrderTerm(DateTimeOffset until, MediaTime deadline, bool isKnown)
{
    /// <summary>How long a clock must say that it is over before it is believed against the deadline.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromMinutes(1);

    private MediaTime? _overSince;

    public MediaTime Deadline { get; private set; } = deadline;

    public bool IsKnown { get; private set; } = isKnown;

    /// <param name="order">That is taken in now.</param>
    /// <param name="now">On the media clock.</param>
    /// <param name="utc">Null while it is not known.</param>
    public static OrderTerm Begin(SearchOrder order, MediaTime now, DateTimeOffset? utc) =>
        new(order.Until, now + (order.Until - utc is { } left ? left : SearchOrder.Longest), utc is not null);

    public bool HasEnded(MediaTime now, DateTimeOffset? utc)
    {
        if (utc is { } known && !IsKnown)
        {
            var left = now + (until - known);
            (Deadline, IsKnown) = (left < Deadline ? left : Deadline, true);
        }

        _overSince = utc >= until ? _overSince ?? now : null;
        return now >= Deadline || (_overSince is { } since && now - since >= Doubt);
    }
}
