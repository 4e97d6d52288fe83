using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Presence;

public sealed class IntrusionRuleTests
{
    private readonly Yard _yard = new();

    [Fact]
    public void Half_a_second_inside_starts_and_a_second_outside_ends()
    {
        _yard.SeeFrom(0, 1, Yard.Track(0.7)).SeeFrom(1.1, 3, Yard.Track(0.2));
        Assert.Equal([(EventPhase.Start, 0.5, null), (EventPhase.End, 2.1, "left-zone")], _yard.Story);
    }

    [Fact]
    public void A_signal_says_who_did_what_where()
    {
        _yard.SeeFrom(0, 0.3, Yard.Track(0.7, id: 7)).See(0.4, Yard.Track(0.8, id: 7, score: 0.95f)).SeeFrom(0.5, 2, Yard.Track(0.9, id: 7)).Finish();
        var (start, end) = (_yard.Signals[0], _yard.Signals[1]);
        Assert.Equal(("yard-entered", "intrusion", "yard", Severity.Warning), (start.Rule, start.Type, start.Zone, start.Severity));
        Assert.Equal((7, 1L, start.Time), (start.Tracks[0], start.Occurrence, start.StartTime));
        Assert.Equal((0.95f, MediaTime.FromSeconds(0.4), Yard.Track(0.8).Box), (start.Best!.Value.Score, start.Best.Value.Time, start.Best.Value.Box));
        Assert.Equal((start.Occurrence, start.Time, "stopped"), (end.Occurrence, end.StartTime, end.Reason));
    }

    [Fact]
    public void The_foot_point_counts_not_the_box()
    {
        var strip = new Yard(zone: [new(0, 0), new(1, 0), new(1, 0.6f), new(0, 0.6f)]);
        strip.SeeFrom(0, 3, Yard.Track(0.5, foot: 0.8));
        Assert.Empty(strip.Signals);
        strip.SeeFrom(3.1, 4, Yard.Track(0.5, foot: 0.55));
        Assert.Single(strip.Signals);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public void One_frame_is_no_intrusion(double minimumSeconds)
    {
        var yard = new Yard(rule: new IntrusionOptions { Id = "r", Zone = "yard", MinimumSeconds = minimumSeconds });
        yard.See(0, Yard.Track(0.2)).See(2, Yard.Track(0.9)).See(4, Yard.Track(0.2)).Finish();
        Assert.Empty(yard.Signals);
    }

    [Fact]
    public void Flicker_at_the_border_is_one_event()
    {
        _yard.SeeFrom(0, 1, Yard.Track(0.51));
        for (var i = 0; i < 40; i++)
        {
            _yard.See(1.1 + (i * 0.1), Yard.Track(i % 4 == 3 ? 0.51 : 0.49));
        }

        _yard.SeeFrom(5.1, 7, Yard.Track(0.3));
        Assert.Equal([EventPhase.Start, EventPhase.End], _yard.Signals.Select(signal => signal.Phase));
    }

    [Fact]
    public void Coming_back_after_having_left_is_another_event()
    {
        _yard.SeeFrom(0, 1, Yard.Track(0.7)).SeeFrom(1.1, 3, Yard.Track(0.2)).SeeFrom(3.1, 4, Yard.Track(0.7)).Finish();
        Assert.Equal([1L, 1, 2, 2], _yard.Signals.Select(signal => signal.Occurrence));
    }

    [Fact]
    public void Only_a_track_that_is_confirmed_starts_anything()
    {
        _yard.SeeFrom(0, 3, Yard.Track(0.7, id: 1, state: TrackState.Tentative), Yard.Track(0.7, id: 2, state: TrackState.Lost)).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Only_the_classes_of_the_rule_count()
    {
        _yard.SeeFrom(0, 3, Yard.Track(0.7, classId: Yard.Car)).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void What_is_called_something_else_by_now_starts_nothing()
    {
        _yard.SeeFrom(0, 0.3, Yard.Track(0.7)).SeeFrom(0.4, 20, Yard.Track(0.7, classId: Yard.Car)).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void What_is_called_something_else_for_a_moment_is_one_event()
    {
        _yard.SeeFrom(0, 2, Yard.Track(0.7)).SeeFrom(2.1, 4, Yard.Track(0.7, classId: Yard.Car)).SeeFrom(4.1, 20, Yard.Track(0.7)).Finish();
        Assert.Equal([(EventPhase.Start, 0.5, null), (EventPhase.End, 20, "stopped")], _yard.Story);
        Assert.All(_yard.Signals, signal => Assert.Equal(Yard.Person, signal.ClassId));
    }

    [Fact]
    public void A_track_lost_inside_keeps_the_event_open_for_three_seconds()
    {
        // Where the prediction drifts does not matter.
        _yard.SeeFrom(0, 1, Yard.Track(0.7)).SeeFrom(1.1, 3.5, Yard.Track(0.2, state: TrackState.Lost));
        Assert.Single(_yard.Signals);
        _yard.SeeFrom(3.6, 4.5, Yard.Track(0.2, state: TrackState.Lost));
        Assert.Equal((EventPhase.End, 4.0, "track-lost"), _yard.Story.Last());
    }

    [Fact]
    public void A_track_that_is_seen_again_inside_after_its_event_ended_is_not_told_twice()
    {
        _yard.SeeFrom(0, 1, Yard.Track(0.7)).SeeFrom(1.1, 4.5, Yard.Track(0.7, state: TrackState.Lost)).SeeFrom(4.6, 8, Yard.Track(0.7)).Finish();
        Assert.Equal([EventPhase.Start, EventPhase.End], _yard.Signals.Select(signal => signal.Phase));
    }

    [Theory]
    [InlineData(0.7, "track-lost")]
    [InlineData(0.3, "left-zone")]
    public void A_removed_track_ends_its_event_by_where_it_was_last_seen(double lastSeen, string reason)
    {
        _yard.SeeFrom(0, 1, Yard.Track(0.7)).See(1.1, Yard.Track(lastSeen)).See(1.2, Yard.Track(lastSeen, state: TrackState.Removed));
        Assert.Equal((EventPhase.End, 1.2, reason), _yard.Story.Last());
    }

    [Fact]
    public void A_track_that_the_tracker_forgot_to_remove_ends_too()
    {
        _yard.SeeFrom(0, 1, Yard.Track(0.7)).SeeFrom(1.1, 5);
        Assert.Equal((EventPhase.End, 4.0, "track-lost"), _yard.Story.Last());
    }

    [Fact]
    public void An_update_comes_at_most_every_five_seconds_and_only_for_a_better_view()
    {
        _yard.SeeFrom(0, 1, Yard.Track(0.7, score: 0.5f)).SeeFrom(1.1, 4, Yard.Track(0.7, score: 0.7f)).SeeFrom(4.1, 30, Yard.Track(0.7, score: 0.9f));
        Assert.Equal([(EventPhase.Start, 0.5, null), (EventPhase.Update, 5.5, null)], _yard.Story);
        Assert.Equal(0.9f, _yard.Signals[1].Best!.Value.Score);
    }

    [Fact]
    public void Two_intruders_are_two_events()
    {
        _yard.SeeFrom(0, 1, Yard.Track(0.7), Yard.Track(0.9, id: 2)).Finish(EndReason.StreamLost);
        Assert.Equal(2, _yard.Signals.Select(signal => signal.Occurrence).Distinct().Count());
        Assert.Equal(2, _yard.Signals.Count(signal => signal is { Phase: EventPhase.End, Reason: "stream-lost" }));
    }

    [Fact]
    public void A_clock_that_jumps_back_keeps_no_event_open_for_ever()
    {
        _yard.SeeFrom(1000, 1001, Yard.Track(0.7)).SeeFrom(10, 12, Yard.Track(0.2));

        // The frame with which it jumps says nothing.
        Assert.Equal((EventPhase.End, 11.1, "left-zone"), _yard.Story.Last());
    }
}
