using CsCheck;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Budget;

public sealed class AlertBudgetPropertyTests
{
    /// <summary>Steps of up to twenty minutes, some back; in each, some of eight subjects come, are seen, and go.</summary>
    private static readonly Gen<(int Budget, (double Step, int[] Subjects)[] Frames)> Anything = Gen.Select(
        Gen.Int[1, 4],
        Gen.Select(Gen.Double[-200, 1200], Gen.Int[0, 7].Array[0, 6]).Array[0, 80]);

    [Fact]
    public void Every_start_has_one_end_in_order_and_no_hour_has_more_starts_than_the_budget()
    {
        Anything.Sample(played =>
        {
            var (rule, raised, starts) = Play(played.Budget, played.Frames);
            var phases = rule.Signals.GroupBy(signal => signal.Occurrence).Select(one => one.Select(signal => signal.Phase).ToList()).ToList();
            Assert.All(phases, one =>
            {
                Assert.Equal((EventPhase.Start, EventPhase.End), (one[0], one[^1]));
                Assert.All(one.Skip(1).SkipLast(1), phase => Assert.Equal(EventPhase.Update, phase));
            });
            for (var i = played.Budget; i < starts.Count; i++)
            {
                Assert.True(starts[i] - starts[i - played.Budget] >= 3600 - 1e-6);
            }

            Assert.Equal(raised, phases.Count + rule.Suppressed);
        });
    }

    [Fact]
    public void Nothing_that_was_held_back_before_the_last_end_goes_untold()
    {
        Anything.Sample(played =>
        {
            var (rule, _, _) = Play(played.Budget, played.Frames);
            var told = rule.Signals.Where(signal => signal.Phase == EventPhase.End).Sum(signal => signal.Detail?.Suppressed ?? 0);
            Assert.Equal(rule.Suppressed, told);
            foreach (var one in rule.Signals.GroupBy(signal => signal.Occurrence))
            {
                // Counts and times only grow.
                var counts = one.Select(signal => signal.Detail?.Suppressed ?? 0).ToList();
                Assert.Equal(counts.Order(), counts);
            }
        });
    }

    private static (PlayedRule Rule, int Raised, List<double> Starts) Play(int budget, (double Step, int[] Subjects)[] frames)
    {
        var rule = new PlayedRule(budget);
        var open = new Dictionary<int, long>();
        var starts = new List<double>();
        var (occurrence, seconds, passed) = (0L, 1e5, 0.0);
        foreach (var (step, subjects) in frames)
        {
            (seconds, passed) = (seconds + step, passed + Math.Max(step, 0));
            var said = new List<(long, EventPhase)>();
            foreach (var subject in subjects)
            {
                if (!open.TryGetValue(subject, out var known))
                {
                    open.Add(subject, ++occurrence);
                    said.Add((occurrence, EventPhase.Start));
                }
                else if (subject % 2 == 0)
                {
                    said.Add((known, EventPhase.Update));
                }
                else
                {
                    open.Remove(subject);
                    said.Add((known, EventPhase.End));
                }
            }

            var before = rule.Signals.Count;
            rule.At(seconds, [.. said]);
            starts.AddRange(rule.Signals.Skip(before).Where(signal => signal.Phase == EventPhase.Start).Select(_ => passed));
        }

        rule.Finish([.. open.Values.Select(id => (id, EventPhase.End))]);
        return (rule, (int)occurrence, starts);
    }
}
