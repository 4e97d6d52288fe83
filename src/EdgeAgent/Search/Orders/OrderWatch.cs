using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>
/// Matches the tracks of one camera with the orders in force while they are in view: a track is scored whenever what is known of it has
/// changed, from its first clear view on, and told once it has fitted for a while. One order and track is one match. Allocates nothing
/// where nothing is new. Not safe for use by several threads.
/// </summary>
internal sealed class OrderWatch(CameraId camera)
{
    /// <summary>How long a track must fit before it is told: the first view is often the worst, and the next ones correct it.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(0.5);

    private readonly Dictionary<int, FollowedTrack> _followed = [];
    private readonly List<OpenMatch> _waiting = [];
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
                Score(followed, time, utc);
            }
        }

        BeginHeld(time, signals);
        Update(time, signals);
    }

    /// <summary>
    /// Ends every open match, and tells those that fitted to the end. The watch may go on afterwards, and a track that had matched does
    /// not again.
    /// </summary>
    public void Finish(MediaTime time, string reason, List<OrderSignal> signals)
    {
        while (_waiting is [var first, ..])
        {
            Begin(first, time, signals);
        }

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

        // Whom the same order still describes goes on waiting; what it was is known by its id alone.
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            var match = _waiting[i];
            if (Array.Find(_mine, live => live.Order.Id == match.Order.Order.Id) is { } live
                && ScoreOf(match.Track, live) is var score && score >= live.Order.LeastScore)
            {
                (match.Order, match.Score) = (live, score);
            }
            else
            {
                _waiting.RemoveAt(i);
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

        // Somebody who ran past was not in view for long enough, and is told all the same.
        for (var i = 0; i < _waiting.Count; i++)
        {
            if (_gone.Contains(_waiting[i].Track.Track.Id))
            {
                Begin(_waiting[i--], time, signals);
            }
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

    private void Score(FollowedTrack followed, MediaTime time, DateTimeOffset? utc)
    {
        followed.IsDue = false;
        foreach (var live in _mine)
        {
            // One that is to begin yet is asked again.
            var isEarly = live.Order.Since > utc;
            followed.IsDue |= isEarly;
            var score = ScoreOf(followed, live);
            if (followed.HasFired(live.Order.Id))
            {
                if (Find(_open, followed, live) is { } open)
                {
                    open.Score = score;
                }

                continue;
            }

            var waiting = Find(_waiting, followed, live);
            if (isEarly || score < live.Order.LeastScore || followed.Appearance.FirstClearView is null)
            {
                if (waiting is not null)
                {
                    _waiting.Remove(waiting);
                }
            }
            else if (waiting is null)
            {
                _waiting.Add(new OpenMatch(live, followed, score, time));
            }
            else
            {
                waiting.Score = score;
            }
        }
    }

    private static float ScoreOf(FollowedTrack followed, LiveOrder live) =>
        live.Matcher.Score(live.Matcher.LogLikelihoodRatio(followed.Appearance.Appearance));

    private static OpenMatch? Find(List<OpenMatch> matches, FollowedTrack followed, LiveOrder live)
    {
        foreach (var match in matches)
        {
            if (ReferenceEquals(match.Track, followed) && ReferenceEquals(match.Order, live))
            {
                return match;
            }
        }

        return null;
    }

    /// <summary>Also of those that are hidden just now: nothing has spoken against them.</summary>
    private void BeginHeld(MediaTime time, List<OrderSignal> signals)
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            var match = _waiting[i];
            if (match.Track.IsSeen)
            {
                match.Renew(time);
            }

            if (time - match.Since >= Hold)
            {
                Begin(match, time, signals);
                i--;
            }
        }
    }

    private void Begin(OpenMatch match, MediaTime time, List<OrderSignal> signals)
    {
        _waiting.Remove(match);
        match.Track.Fire(match.Order.Order.Id);
        _open.Add(match);
        signals.Add(match.Begin(++_occurrences, time));
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
