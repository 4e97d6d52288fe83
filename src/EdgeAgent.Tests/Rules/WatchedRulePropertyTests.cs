using CsCheck;
using EdgeAgent.Cli.RuleTrial;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Presence;
using EdgeAgent.Rules.Schedule;

namespace EdgeAgent.Rules;

public sealed class WatchedRulePropertyTests
{
    private enum Turn
    {
        None,
        Leave,
        Return,
        Lose,
    }

    /// <summary>Steps of up to ten minutes, now and then back; subjects that come and go; a camera that turns, or whose stream is lost.</summary>
    private static readonly Gen<(int Budget, (double Step, Track[] Tracks, Turn Turn)[] Frames)> Anything = Gen.Select(
        Gen.Int[1, 3],
        Gen.Select(
            Gen.Frequency((8, Gen.Double[0, 1]), (1, Gen.Double[0, 600]), (1, Gen.Double[-5, 0])),
            Gen.Select(Gen.Int[1, 4], Gen.Enum<TrackState>(), Gen.Double[0.3, 0.9], (id, state, x) => Yard.Track(x, id, state))
                .Array[0, 3].Select(tracks => tracks.DistinctBy(track => track.Id).ToArray()),
            Gen.Frequency((10, Gen.Const(Turn.None)), (1, Gen.Const(Turn.Leave)), (2, Gen.Const(Turn.Return)), (1, Gen.Const(Turn.Lose))))
        .Array[0, 120]);

    [Fact]
    public void Who_asks_why_no_event_came_is_told_of_the_budget()
    {
        var yard = new Yard(rule: new IntrusionOptions { Id = "r", Zone = "yard", AlertsPerHour = 2 });
        yard.SeeFrom(0, 1, Yard.Track(0.6)).SeeFrom(1.1, 3, Yard.Track(0.6), Yard.Track(0.7, id: 2), Yard.Track(0.8, id: 3));
        Assert.Equal([(1, false), (2, false), (3, true)], yard.Trace.All.Select(reached => (reached.Track, reached.IsHeldBack)));
        Assert.All(yard.Trace.All, reached => Assert.StartsWith("FIRED at", TrialVerdict.Of(reached), StringComparison.Ordinal));
        Assert.Contains("alertsPerHour", TrialVerdict.Of(yard.Trace.All.Last()), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_hours_budget_and_camera_do_every_start_has_one_end_and_nothing_starts_while_the_rule_rests()
    {
        Anything.Sample(played =>
        {
            var rule = new IntrusionOptions
            {
                Id = "r",
                Zone = "yard",
                MinimumSeconds = 0.1,
                AlertsPerHour = played.Budget,
                Schedule = [new ScheduleOptions { From = "22:00", To = "22:20" }, new ScheduleOptions { From = "23:00", To = "01:00" }],
            };
            var yard = new Yard(rule: rule) { Start = new DateTimeOffset(2026, 11, 23, 21, 50, 0, TimeSpan.Zero) };
            var (seconds, isAway) = (0.0, false);
            foreach (var (step, tracks, turn) in played.Frames)
            {
                seconds += step;
                switch (turn)
                {
                    case Turn.Leave:
                        yard.Pause();
                        isAway = true;
                        break;
                    case Turn.Return:
                        yard.Resume();
                        isAway = false;
                        break;
                    case Turn.Lose:
                        yard.Finish(EndReason.StreamLost);
                        break;
                }

                var before = yard.Signals.Count;
                yard.See(seconds, tracks);
                var started = yard.Signals.Skip(before).Any(signal => signal.Phase == EventPhase.Start);
                var minute = 1310 + (int)Math.Floor(seconds / 60);
                var isArmed = minute is >= 1320 and < 1340 || minute % 1440 is >= 1380 or < 60;
                Assert.Equal(isAway ? RuleState.Paused : isArmed ? RuleState.Armed : RuleState.Disarmed, yard.Status.State);
                Assert.False(started && (isAway || !isArmed));
                if (isAway || !isArmed)
                {
                    Assert.Equal(
                        yard.Signals.Count(signal => signal.Phase == EventPhase.Start), yard.Signals.Count(signal => signal.Phase == EventPhase.End));
                }
            }

            yard.Finish();
            Assert.All(yard.Signals.GroupBy(signal => signal.Occurrence), one =>
            {
                var phases = one.Select(signal => signal.Phase).ToList();
                Assert.Equal((EventPhase.Start, EventPhase.End), (phases[0], phases[^1]));
                Assert.All(phases.Skip(1).SkipLast(1), phase => Assert.Equal(EventPhase.Update, phase));
            });
        });
    }
}
