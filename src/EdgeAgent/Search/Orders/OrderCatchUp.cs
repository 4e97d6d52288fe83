using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>
/// Looks for each new order among the tracks that had ended when it came, from its <c>since</c> on. After a restart it looks again, in the same
/// time, and what was told is left out: so a restart in the middle tells nothing twice and loses nothing. For one thread at a time.
/// </summary>
internal sealed class OrderCatchUp(OrderBook book, ISightingSearch search)
{
    /// <summary>Of one order and camera: an officer who sees twenty that are not the one asks otherwise.</summary>
    public const int MostTold = 20;

    /// <summary>What has just ended is in the index by then, and what had not is in view and matched live.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    private const int Limit = 2000;

    private OrdersInForce _seen = OrdersInForce.None;
    private List<LiveOrder> _waiting = [];
    private HashSet<LiveOrder> _known = [];

    /// <summary>Adds what was found for orders that are due now: the best first, camera by camera.</summary>
    /// <param name="utc">Null while it is not known; then nothing can be said of the past.</param>
    /// <param name="found">Receives the matches.</param>
    /// <exception cref="ProblemException">The index cannot be read; it is asked again by the next call.</exception>
    public void Turn(DateTimeOffset? utc, List<PastMatch> found)
    {
        Hear();
        if (utc is not { } now)
        {
            return;
        }

        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (book.Taken(_waiting[i].Order.Id) is { } taken && taken + Settled <= now)
            {
                LookBack(_waiting[i], taken + Settled, found);
                _waiting.RemoveAt(i);
            }
        }
    }

    private void Hear()
    {
        var current = book.Current;
        if (ReferenceEquals(current, _seen))
        {
            return;
        }

        // What was said by an order that has changed is searched anew.
        var all = current.Orders.ToHashSet<LiveOrder>(ReferenceEqualityComparer.Instance);
        _waiting = [.. _waiting.Where(all.Contains), .. current.Orders.Where(order => order.Order.Since is not null && !_known.Contains(order))];
        (_seen, _known) = (current, all);
    }

    private void LookBack(LiveOrder live, DateTimeOffset to, List<PastMatch> found)
    {
        if (live.Order.Since is not { } since || since >= to)
        {
            return;
        }

        var fitting = search.Search(live.Order.Description, since, to, Limit)
            .Where(match => live.Order.IsFor(match.Sighting.Camera) && live.Matcher.Score(match.LogLikelihoodRatio) >= live.Order.LeastScore);
        foreach (var camera in fitting.GroupBy(match => match.Sighting.Camera))
        {
            var all = camera.OrderByDescending(match => match.LogLikelihoodRatio).ToList();
            var more = all.Count - MostTold;
            var told = all.Take(MostTold).Select(match => match.Sighting).Where(sighting => !book.WasTold(live.Order.Id, SightingKey.Of(sighting))).ToList();
            found.AddRange(told.Select((sighting, i) => new PastMatch(
                live.Order, sighting, DetailOf(live, sighting) with { More = more > 0 && i == told.Count - 1 ? more : null })));
        }
    }

    private static EventDetail DetailOf(LiveOrder live, Sighting sighting) =>
        MatchDetail.Of(live, sighting.Appearance, sighting.HeightMeters, new MediaRange(sighting.BootId, sighting.From, sighting.To), isPast: true)
            with { LeftView = sighting.ToUtc };
}
