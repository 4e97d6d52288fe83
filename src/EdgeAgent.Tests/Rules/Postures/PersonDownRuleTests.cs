using CsCheck;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Postures;

public sealed class PersonDownRuleTests
{
    private readonly Yard _yard = Watched();

    [Fact]
    public void Who_was_upright_and_lies_for_ten_seconds_is_down()
    {
        Look(_yard, 0, 5, Posture.Upright);
        Look(_yard, 5, 20, Posture.Lying);
        Assert.Equal([(EventPhase.Start, 15, null)], _yard.Story);
        Assert.Equal((Severity.Critical, "person-down", 1), (_yard.Signals[0].Severity, _yard.Signals[0].Type, _yard.Signals[0].Tracks.Single()));
    }

    [Fact]
    public void It_ends_when_the_person_is_upright_again_and_a_second_fall_is_a_second_event()
    {
        Look(_yard, 0, 5, Posture.Upright);
        Look(_yard, 5, 20, Posture.Lying);
        Look(_yard, 20, 25, Posture.Upright);
        Look(_yard, 25, 40, Posture.Lying);
        Assert.Equal(
            [(EventPhase.Start, 15, null), (EventPhase.End, 20.2, "got-up"), (EventPhase.Start, 35, null)],
            _yard.Story.Where(told => told.Phase != EventPhase.Update));
    }

    [Fact]
    public void Who_gets_up_in_time_is_not_down()
    {
        Look(_yard, 0, 5, Posture.Upright);
        Look(_yard, 5, 14, Posture.Lying);
        Look(_yard, 14, 30, Posture.Upright);
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Who_was_never_upright_is_a_sunbather()
    {
        Look(_yard, 0, 60, Posture.Lying);
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Who_lies_and_is_lost_for_ten_seconds_is_not_told_twice()
    {
        Look(_yard, 0, 5, Posture.Upright);
        Look(_yard, 5, 20, Posture.Lying);
        _yard.SeeFrom(20, 40);
        Look(_yard, 40, 60, Posture.Lying);
        Assert.Equal([EventPhase.Start, EventPhase.End], _yard.Signals.Select(signal => signal.Phase));
        Assert.Equal("track-lost", _yard.Signals[^1].Reason);
    }

    [Fact]
    public void Who_falls_may_come_as_another_track()
    {
        Look(_yard, 0, 5, Posture.Upright, id: 1);
        Look(_yard, 6, 20, Posture.Lying, id: 2);
        Assert.Equal([2], Assert.Single(_yard.Signals).Tracks);
    }

    [Fact]
    public void Who_is_looked_for_under_the_old_track_and_seen_under_a_new_one_is_told_once()
    {
        Look(_yard, 0, 5, Posture.Upright, id: 1);
        for (var i = 0; i < 150; i++)
        {
            // The old track is gone; the pose is found at its feet, and by the box of the new one.
            _yard.See(5 + (i / 5.0), [Posed(Posture.Lying, id: 1), Posed(Posture.Lying, id: 2)], i < 5 ? [] : [Yard.Track(0.5, id: 2)]);
        }

        Assert.Single(_yard.Signals, signal => signal.Phase == EventPhase.Start);
        Look(_yard, 35, 40, Posture.Upright, id: 2);
        Look(_yard, 40, 55, Posture.Lying, id: 2);
        Assert.Equal([1, 2], _yard.Signals.Where(signal => signal.Phase == EventPhase.Start).Select(signal => signal.Tracks.Single()));
    }

    [Fact]
    public void The_best_view_of_a_second_fall_is_its_own()
    {
        Look(_yard, 0, 5, Posture.Upright);
        Look(_yard, 5, 20, Posture.Lying);
        Look(_yard, 20, 25, Posture.Upright);
        Look(_yard, 25, 40, Posture.Lying);
        Assert.Equal([5, 25], _yard.Signals.Where(signal => signal.Phase == EventPhase.Start).Select(signal => Math.Round(signal.Best!.Value.Time.TotalSeconds)));
    }

    [Fact]
    public void Nobody_inherits_the_fall_of_somebody_who_stands_elsewhere()
    {
        Look(_yard, 0, 5, Posture.Upright, id: 1, x: 0.1);
        Look(_yard, 6, 20, Posture.Lying, id: 2, x: 0.8);
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void A_sunbather_who_gets_a_new_track_has_not_fallen_with_whoever_passed()
    {
        Look(_yard, 0, 10, Posture.Lying, id: 1);
        Look(_yard, 10, 12, Posture.Upright, id: 2);
        Look(_yard, 13, 40, Posture.Lying, id: 3);
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Somebody_whom_the_detector_does_not_see_lying_is_followed_by_the_pose_alone()
    {
        Look(_yard, 0, 5, Posture.Upright);
        for (var i = 0; i < 60; i++)
        {
            _yard.See(5 + (i / 5.0), [Posed(Posture.Lying)], []);
        }

        Assert.Equal(EventPhase.Start, Assert.Single(_yard.Signals).Phase);
    }

    [Fact]
    public void One_wrong_look_changes_nothing()
    {
        Look(_yard, 0, 5, Posture.Upright);
        Look(_yard, 5, 9, Posture.Lying);
        Look(_yard, 9, 9.2, Posture.Upright);
        Look(_yard, 9.2, 20, Posture.Lying);
        Assert.Equal(15, Assert.Single(_yard.Story).Seconds, tolerance: 0.3);
    }

    [Fact]
    public void A_child_and_a_grown_up_at_any_rate_of_looks_fall_at_the_same_time()
    {
        Gen.Select(Gen.Double[0.15, 2], Gen.Double[0.1, 0.9]).Sample((step, x) =>
        {
            var yard = Watched();
            for (var time = 0.0; time < 40; time += step)
            {
                yard.See(time, [Posed(time < 10 ? Posture.Upright : Posture.Lying)], Yard.Track(x));
            }

            var start = Assert.Single(yard.Story, told => told.Phase == EventPhase.Start);
            Assert.InRange(start.Seconds, 20 - step, 20 + (2 * step) + 1e-3);
        });
    }

    [Fact]
    public void Whatever_is_seen_every_start_has_one_end_and_nothing_starts_without_having_been_upright()
    {
        var look = Gen.Select(Gen.Double[0, 3], Gen.Int[1, 3], Gen.Enum<Posture>(), Gen.Enum<TrackState>(), Gen.Double[0, 1]);
        look.Array[0, 80].Sample(looks =>
        {
            var (yard, time, open, upright) = (Watched(), 0.0, new HashSet<long>(), 0);
            foreach (var (step, id, posture, state, x) in looks)
            {
                yard.See(time += step, [Posed(posture, id, x)], Yard.Track(x, id, state));
                upright += posture == Posture.Upright ? 1 : 0;
            }

            foreach (var signal in yard.Finish().Signals)
            {
                Assert.True(signal.Phase == EventPhase.Start ? open.Add(signal.Occurrence) : open.Contains(signal.Occurrence));
                Assert.True(signal.Phase != EventPhase.End || open.Remove(signal.Occurrence));
            }

            Assert.Empty(open);
            Assert.True(upright >= 2 || yard.Signals.Count == 0);
        });
    }

    private static Yard Watched() => new(rule: new PersonDownOptions { Id = "down" });

    private static TrackPosture Posed(Posture posture, int id = 1, double x = 0.5) => new(id, posture, Yard.Track(x).Box, 0.6f);

    private static void Look(Yard yard, double first, double last, Posture posture, int id = 1, double x = 0.5)
    {
        for (var i = 0; first + (i / 5.0) < last - 1e-9; i++)
        {
            yard.See(first + (i / 5.0), [Posed(posture, id, x)], Yard.Track(x, id));
        }
    }
}
