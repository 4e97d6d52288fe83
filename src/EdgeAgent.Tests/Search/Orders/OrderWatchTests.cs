using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>Made tracks with made appearances, frame by frame.</summary>
public sealed class OrderWatchTests
{
    private readonly OrderWatch _watch = new(new CameraId("gate"));
    private readonly List<OrderSignal> _signals = [];
    private OrdersInForce _orders = Some.InForce(Some.Order());
    private double _now = 10;

    [Fact]
    public void Who_fits_is_told_once_while_in_view_and_ends_with_the_way_and_the_time_of_leaving()
    {
        Keep(Some.Seen(1, Some.Fits));
        for (var i = 0; i < 100; i++)
        {
            // What is known of a track wavers with each view.
            See(Some.Seen(1, i % 2 == 0 ? Some.Differs : Some.Fits with { Heading = Heading.Left }));
        }

        var lastSeen = _now;
        Frame([Some.Track(1, lastSeen, TrackState.Lost)], [Some.Seen(1, Some.Fits with { Heading = Heading.Left })]);
        Frame([Some.Track(1, lastSeen, TrackState.Removed)], []);

        Assert.Equal(EventPhase.Start, _signals[0].Phase);
        Assert.Single(_signals, signal => signal.Phase == EventPhase.Start);
        var end = _signals[^1];
        Assert.Equal((EventPhase.End, "left-view", Heading.Left), (end.Phase, end.Reason, end.Appearance.Appearance.Heading));
        Assert.Equal(MediaTime.FromSeconds(lastSeen), end.Track.LastSeen);
        Assert.All(_signals, signal => Assert.Equal(1, signal.Occurrence));
    }

    [Fact]
    public void Nobody_is_told_before_a_clear_view_or_below_the_least_score()
    {
        Keep(Some.Seen(1, Some.Fits, isClear: false), Some.Seen(2, Some.Differs), Some.Seen(3, Some.Wears(NamedColor.Red, NamedColor.Unknown)));
        Assert.Empty(_signals);

        Keep(Some.Seen(1, Some.Fits));
        Assert.Equal([(EventPhase.Start, 1)], Told());
    }

    [Fact]
    public void A_first_view_that_the_next_ones_contradict_is_not_told()
    {
        See(Some.Seen(1, Some.Fits));
        See(Some.Seen(1, Some.Fits));
        Keep(Some.Seen(1, Some.Differs));
        Frame([], []);

        Assert.Empty(_signals);
    }

    [Fact]
    public void Who_leaves_before_the_half_second_is_over_is_told_as_they_leave()
    {
        See(Some.Seen(1, Some.Fits));
        var seen = _now;
        Frame([Some.Track(1, seen, TrackState.Removed)], []);

        Assert.Equal([(EventPhase.Start, 1), (EventPhase.End, 1)], Told());
        Assert.All(_signals, signal => Assert.Equal((Some.Box, MediaTime.FromSeconds(seen)), (signal.Best.Box, signal.Best.Time)));
    }

    [Fact]
    public void Who_is_hidden_while_they_wait_is_told_in_time()
    {
        See(Some.Seen(1, Some.Fits));
        for (var i = 0; i < 3; i++)
        {
            Frame([Some.Track(1, 10.2, TrackState.Lost)], [Some.Seen(1, Some.Fits)]);
        }

        Assert.Equal((EventPhase.Start, MediaTime.FromSeconds(10.2)), (Assert.Single(_signals).Phase, _signals[0].Best.Time));
    }

    [Fact]
    public void When_the_stream_is_lost_who_fitted_until_then_is_told()
    {
        See(Some.Seen(1, Some.Fits));
        _watch.Finish(MediaTime.FromSeconds(_now), "stream-lost", _signals);

        Assert.Equal([(EventPhase.Start, 1), (EventPhase.End, 1)], Told());
    }

    [Fact]
    public void An_order_that_another_joins_goes_on_waiting_and_one_that_is_withdrawn_meanwhile_says_nothing()
    {
        See(Some.Seen(1, Some.Fits));
        _orders = Some.InForce(Some.Order(), Some.Order("other"));
        See(Some.Seen(1, Some.Fits));
        _orders = Some.InForce(Some.Order());
        See(Some.Seen(1, Some.Fits));
        See(Some.Seen(1, Some.Fits));

        Assert.Equal("jacket", Assert.Single(_signals).Order.Order.Id);
    }

    [Fact]
    public void What_is_known_of_a_track_that_is_hidden_is_matched_when_it_is_seen_again()
    {
        for (var i = 0; i < 10; i++)
        {
            Frame([Some.Track(1, 10, TrackState.Lost)], [Some.Seen(1, Some.Fits)]);
        }

        Assert.Empty(_signals);

        Keep(Some.Seen(1, Some.Fits));
        Assert.Equal([(EventPhase.Start, 1)], Told());
    }

    [Fact]
    public void A_score_that_rises_is_an_update_after_five_seconds_and_one_that_stays_each_minute()
    {
        var fairly = Some.Wears(NamedColor.Red, NamedColor.Blue, 0.5f);
        _orders = Some.InForce(Some.Order() with { LeastScore = 0.5f });
        Keep(Some.Seen(1, fairly));
        See(Some.Seen(1, Some.Fits));
        Assert.Single(_signals);

        Until(16, Some.Seen(1, Some.Fits));
        Assert.Equal([(EventPhase.Start, 1), (EventPhase.Update, 1)], Told());

        Until(75.4, Some.Seen(1, Some.Fits));
        Assert.Equal(2, _signals.Count);
        Until(76.4, Some.Seen(1, Some.Fits));
        Assert.Equal(3, _signals.Count);
    }

    [Fact]
    public void A_score_that_falls_far_is_told_once_and_one_that_wavers_about_the_least_is_not()
    {
        _orders = Some.InForce(Some.Order() with { LeastScore = 0.85f });
        Keep(Some.Seen(1, Some.Fits));
        for (var i = 0; i < 50; i++)
        {
            Until(_now + 1, Some.Seen(1, i % 2 == 0 ? Some.Fits : Some.Wears(NamedColor.Red, NamedColor.Blue, 0.75f)));
        }

        Assert.Single(_signals);
        Until(65, Some.Seen(1, Some.Differs));
        Assert.Equal([(EventPhase.Start, 1), (EventPhase.Update, 1)], Told());
    }

    [Fact]
    public void A_track_that_is_dropped_without_a_word_has_left()
    {
        Keep(Some.Seen(1, Some.Fits));
        Frame([], []);

        Assert.Equal("left-view", _signals[^1].Reason);
        Keep(Some.Seen(2, Some.Fits));
        Assert.Equal([(EventPhase.Start, 1), (EventPhase.End, 1), (EventPhase.Start, 2)], Told());
        Assert.Equal(2, _signals[^1].Occurrence);
    }

    [Fact]
    public void When_the_stream_is_lost_all_end_and_the_same_track_is_not_told_again()
    {
        Keep(Some.Seen(1, Some.Fits), Some.Seen(2, Some.Fits));
        _watch.Finish(MediaTime.FromSeconds(40), "stream-lost", _signals);
        Keep(Some.Seen(1, Some.Fits));

        Assert.Equal([(EventPhase.Start, 1), (EventPhase.Start, 2), (EventPhase.End, 1), (EventPhase.End, 2)], Told());
        Assert.Equal("stream-lost", _signals[^1].Reason);
    }

    [Fact]
    public void An_order_that_comes_while_somebody_is_in_view_finds_them_and_one_that_ends_lets_go()
    {
        _orders = OrdersInForce.None;
        Keep(Some.Seen(1, Some.Fits));
        Assert.Empty(_signals);

        _orders = Some.InForce(Some.Order());
        Keep(Some.Seen(1, Some.Fits));
        _orders = OrdersInForce.None;
        See(Some.Seen(1, Some.Fits));

        Assert.Equal([(EventPhase.Start, 1), (EventPhase.End, 1)], Told());
        Assert.Equal("order-ended", _signals[^1].Reason);
    }

    [Fact]
    public void An_order_waits_for_its_beginning_and_looks_only_at_its_cameras()
    {
        _orders = Some.InForce(Some.Order("later") with { Since = Some.Noon }, Some.Order("elsewhere") with { Cameras = [new CameraId("yard")] });
        for (var seconds = -1.0; seconds < 0; seconds += 0.2)
        {
            Frame([Some.Track(1, _now)], [Some.Seen(1, Some.Fits)], Some.Noon + TimeSpan.FromSeconds(seconds));
        }

        Assert.Empty(_signals);

        Keep(Some.Seen(1, Some.Fits));
        Assert.Equal("later", Assert.Single(_signals).Order.Order.Id);
    }

    [Fact]
    public void One_person_may_resemble_two_orders_and_a_car_none_for_a_person()
    {
        var van = Some.Order("van") with { Description = new Description { Kind = ObjectKind.Car, Body = new ColorSet(NamedColor.Red) } };
        _orders = Some.InForce(Some.Order(), Some.Order("same"), van);
        Keep(Some.Seen(1, Some.Fits), Some.Seen(2, new Domain.Appearance { Kind = ObjectKind.Car, Body = ColorEstimate.Of(NamedColor.Red, 1) }));

        Assert.Equal([("jacket", 1), ("same", 1), ("van", 2)], _signals.Select(signal => (signal.Order.Order.Id, signal.Track.Id)));
    }

    [Fact]
    public void Two_hundred_orders_and_thirty_people_who_fit_none_cost_no_memory()
    {
        _orders = Some.InForce([.. Enumerable.Range(0, 200).Select(i => Some.Order($"order-{i}"))]);
        var tracks = Enumerable.Range(1, 30).Select(id => Some.Track(id, 10)).ToList();
        List<TrackAppearance>[] appearances =
        [
            [.. tracks.Select(track => Some.Seen(track.Id, Some.Differs))],
            [.. tracks.Select(track => Some.Seen(track.Id, Some.Wears(NamedColor.Gray, NamedColor.Black)))],
        ];
        for (var i = 0; i < 4; i++)
        {
            _watch.Observe(_orders, MediaTime.FromSeconds(i), Some.Noon, tracks, appearances[i % 2], _signals);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 4; i < 100; i++)
        {
            _watch.Observe(_orders, MediaTime.FromSeconds(i), Some.Noon, tracks, appearances[i % 2], _signals);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(_signals);
    }

    private IEnumerable<(EventPhase Phase, int Track)> Told() => _signals.Select(signal => (signal.Phase, signal.Track.Id));

    private void See(params TrackAppearance[] appearances) =>
        Frame([.. appearances.Select(appearance => Some.Track(appearance.Track, _now + 0.2))], appearances);

    /// <summary>Long enough to be told.</summary>
    private void Keep(params TrackAppearance[] appearances)
    {
        for (var i = 0; i < 4; i++)
        {
            See(appearances);
        }
    }

    private void Until(double seconds, TrackAppearance appearance)
    {
        while (_now < seconds - 0.1)
        {
            See(appearance);
        }
    }

    private void Frame(IReadOnlyList<Track> tracks, IReadOnlyList<TrackAppearance> appearances, DateTimeOffset? utc = null)
    {
        _now = Math.Round(_now + 0.2, 1);
        _watch.Observe(_orders, MediaTime.FromSeconds(_now), utc ?? Some.Noon, tracks, appearances, _signals);
    }
}
