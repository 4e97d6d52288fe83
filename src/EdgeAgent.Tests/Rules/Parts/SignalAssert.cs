using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Parts;

/// <summary>What holds for the signals of every rule.</summary>
internal static class SignalAssert
{
    /// <summary>Every event has one start, then updates, then one end, and says nothing of the future.</summary>
    public static void WholeEvents(IReadOnlyList<RuleSignal> signals)
    {
        var open = new Dictionary<long, RuleSignal>();
        var seen = new HashSet<long>();
        foreach (var signal in signals)
        {
            if (signal.Phase == EventPhase.Start)
            {
                Assert.True(seen.Add(signal.Occurrence));
                open.Add(signal.Occurrence, signal);
                Assert.Equal(signal.Time, signal.StartTime);
            }
            else
            {
                Assert.Equal(open[signal.Occurrence].Time, signal.StartTime);
                if (signal.Phase == EventPhase.End)
                {
                    open.Remove(signal.Occurrence);
                }
            }

            Assert.Equal(signal.Phase == EventPhase.End, signal.Reason is not null);
        }

        Assert.Empty(open);
    }

    /// <summary>What two tellings of the same scene have in common, directions included.</summary>
    public static IEnumerable<string> Story(IReadOnlyList<RuleSignal> signals) => signals.Select(signal =>
        $"{signal.Time.TotalSeconds:0.000} {signal.Phase} {signal.Reason} [{string.Join(',', signal.Tracks)}] {signal.ClassId} "
        + $"{signal.Detail?.Count} {signal.Detail?.Direction} {string.Join(' ', signal.Detail?.Counts ?? [])} {signal.Best?.Time}");
}
