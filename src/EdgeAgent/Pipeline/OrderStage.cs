using EdgeAgent.Domain;
using EdgeAgent.Rules;
using EdgeAgent.Search.Orders;

namespace EdgeAgent.Pipeline;

/// <summary>Matches what one camera's analysis knows after each frame with the orders in force, and makes signals like a rule's of it.</summary>
internal sealed class OrderStage(CameraId camera, OrderBook book, IMediaClock clock)
{
    private readonly OrderWatch _watch = new(camera);
    private readonly List<OrderSignal> _found = [];
    private readonly List<RuleSignal> _signals = [];

    /// <summary>The signals are valid until the next call.</summary>
    /// <param name="time">Of the frame.</param>
    /// <param name="tracks">After it.</param>
    /// <param name="appearances">After it, of the confirmed ones.</param>
    public IReadOnlyList<RuleSignal> Observe(MediaTime time, IReadOnlyList<Track> tracks, IReadOnlyList<TrackAppearance> appearances)
    {
        _found.Clear();
        _watch.Observe(book.Current, time, clock.KnownUtc(time), tracks, appearances, _found);
        return Convert();
    }

    /// <summary>Ends every open match.</summary>
    public IReadOnlyList<RuleSignal> Finish(MediaTime time, string reason)
    {
        _found.Clear();
        _watch.Finish(time, reason, _found);
        return Convert();
    }

    private List<RuleSignal> Convert()
    {
        _signals.Clear();
        for (var i = 0; i < _found.Count; i++)
        {
            _signals.Add(SignalOf(_found[i]));
        }

        return _signals;
    }

    private RuleSignal SignalOf(OrderSignal found)
    {
        var track = found.Track;
        var detail = MatchDetail.Of(
            found.Order,
            found.Appearance.Appearance,
            found.Appearance.HeightMeters,
            new MediaRange(clock.BootId, track.FirstSeen, track.LastSeen),
            isPast: false);
        return new RuleSignal
        {
            Rule = null,
            Type = EventTypes.SearchMatch,
            Phase = found.Phase,
            Severity = Severity.Critical,
            // Those of rules count up from 1.
            Occurrence = -found.Occurrence,
            Time = found.Time,
            StartTime = found.StartTime,
            Tracks = [track.Id],
            ClassId = track.ClassId,
            Best = new BestView(found.Best.Box, found.Best.Time, found.Best.Score),
            Detail = found.Reason == MatchEnd.LeftView ? detail with { LeftView = clock.ToUtc(track.LastSeen) } : detail,
            Reason = found.Reason,
        };
    }
}
