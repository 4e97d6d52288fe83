using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>
/// Matches the tracks of one camera with the orders in force while they are in view: a track is scored whenever what is known of it has
/// changed, from its first clear view on. One order and track is one match. Allocates nothing where nothing is new. Not safe for use by
/// several threads.
/// </summary>
internal sealed class OrderWatch(CameraId camera)
{
    private readonly Dictionary<int, FollowedTrack> _followed = [];
    private readonly List<OpenMatch> _open = [];
    private readonly List<int> _gone = [];
    private OrdersInForce _orders = OrdersInForce.None;
    private LiveOrder[] _mine = [];
    private long _frame;
    private long _occurrences;

    /// <summary>Takes in one frame and adds what begins, changes and ends.</summary>
    /// <param name="orders">In force now.</param>
    /// <param name="time">Of the frame.</param>
    /// <param name="utc">Of the frame; null where nobody knows it, and orders count whenever they begin.</param>
    /// <param name="tracks">All that the tracker holds; one that it dropped without a word has left.</param>
    /// <param name="appearances">Of the confirmed ones.</param>
    /// <param name="signals">Receives the signals.</param>
    public void Observe(
        OrdersInForce orders,
        MediaTime time,
        DateTimeOffset? utc,
        IReadOnlyList<Track> tracks,
        IReadOnlyList<TrackAppearance> appearances,
        List<OrderSignal> signals)
    {
        _frame++;
        Learn(appearances);
        Look(tracks);
        if (!ReferenceEquals(orders, _orders))
        {
            Change(orders, time, signals);
        }

        EndGone(time, signals);
        foreach (var followed in _followed.Values)
        {
            if (followed is { IsDue: true, IsSeen: true })
            {
                Score(followed, time, utc, signals);
            }
        }

        Update(time, signals);
    }

    /// <summary>Ends every open match. The watch may go on afterwards, and a track that had matched does not again.</summary>
    public void Finish(MediaTime time, string reason, List<OrderSignal> signals)
    {
        foreach (var match in _open)
        {
            signals.Add(match.Tell(EventPhase.End, time, reason));
        }

        _open.Clear();
    }

    private void Learn(IReadOnlyList<TrackAppearance> appearances)
    {
        for (var i = 0; i < appearances.Count; i++)
        {
            var appearance = appearances[i];
            if (!_followed.TryGetValue(appearance.Track, out var followed))
            {
                _followed.Add(appearance.Track, followed = new FollowedTrack());
            }

            followed.Learn(appearance);
        }
    }

    private void Look(IReadOnlyList<Track> tracks)
    {
        for (var i = 0; i < tracks.Count; i++)
        {
            if (_followed.TryGetValue(tracks[i].Id, out var followed))
            {
                followed.Look(tracks[i], _frame);
            }
        }
    }

    private void Change(OrdersInForce orders, MediaTime time, List<OrderSignal> signals)
    {
        _orders = orders;
        _mine = [.. orders.Orders.Where(live => live.Order.IsFor(camera))];
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            var match = _open[i];
            if (Array.Find(_mine, live => live.Order.Id == match.Order.Order.Id) is { } live)
            {
                match.Order = live;
            }
            else
            {
                signals.Add(match.Tell(EventPhase.End, time, MatchEnd.OrderEnded));
                _open.RemoveAt(i);
            }
        }

        foreach (var followed in _followed.Values)
        {
            followed.IsDue = true;
        }
    }

    private void EndGone(MediaTime time, List<OrderSignal> signals)
    {
        foreach (var (id, followed) in _followed)
        {
            if (followed.Frame != _frame || followed.Track.State == TrackState.Removed)
            {
                _gone.Add(id);
            }
        }

        if (_gone.Count == 0)
        {
            return;
        }

        // In the order in which they began.
        for (var i = 0; i < _open.Count; i++)
        {
            if (_gone.Contains(_open[i].Track.Track.Id))
            {
                signals.Add(_open[i].Tell(EventPhase.End, time, MatchEnd.LeftView));
                _open.RemoveAt(i--);
            }
        }

        foreach (var id in _gone)
        {
            _followed.Remove(id);
        }

        _gone.Clear();
    }

    private void Score(FollowedTrack followed, MediaTime time, DateTimeOffset? utc, List<OrderSignal> signals)
    {
        followed.IsDue = false;
        var appearance = followed.Appearance.Appearance;
        foreach (var live in _mine)
        {
            if (live.Order.Since > utc)
            {
                // Not yet; it is asked again.
                followed.IsDue = true;
                continue;
            }

            var score = live.Matcher.Score(live.Matcher.LogLikelihoodRatio(appearance));
            if (followed.HasFired(live.Order.Id))
            {
                Rescore(followed, live, score);
            }
            else if (score >= live.Order.LeastScore && followed.Appearance.FirstClearView is not null)
            {
                followed.Fire(live.Order.Id);
                var match = new OpenMatch(live, followed, score, ++_occurrences, time);
                _open.Add(match);
                signals.Add(match.Tell(EventPhase.Start, time));
            }
        }
    }

    private void Rescore(FollowedTrack followed, LiveOrder live, float score)
    {
        foreach (var match in _open)
        {
            if (ReferenceEquals(match.Track, followed) && ReferenceEquals(match.Order, live))
            {
                match.Score = score;
            }
        }
    }

    private void Update(MediaTime time, List<OrderSignal> signals)
    {
        foreach (var match in _open)
        {
            if (match.Track.IsSeen)
            {
                match.Look(time);
                if (match.IsUpdateDue(time))
                {
                    signals.Add(match.Tell(EventPhase.Update, time));
                }
            }
        }
    }
}
