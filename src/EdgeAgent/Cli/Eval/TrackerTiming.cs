using System.Diagnostics;

namespace EdgeAgent.Cli.Eval;

/// <summary>Times the tracker on a sequence as it runs on a pole: compiled, and in caches that have seen it.</summary>
internal static class TrackerTiming
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);

    /// <summary>Goes through the frames again and again, each time with a new tracker.</summary>
    public static List<UpdateSample> Measure(IReadOnlyList<MotFrame> frames, Func<SequenceTracker> createTracker, CancellationToken cancel)
    {
        var samples = new List<UpdateSample>();
        var rows = new List<MotBox>();
        var begun = Stopwatch.GetTimestamp();
        for (var warm = false; samples.Count == 0 || Stopwatch.GetElapsedTime(begun) < Enough; warm = Stopwatch.GetElapsedTime(begun) >= WarmUp)
        {
            var tracker = createTracker();
            foreach (var frame in frames)
            {
                cancel.ThrowIfCancellationRequested();
                rows.Clear();
                tracker.Update(frame, rows);
                if (warm)
                {
                    samples.Add(tracker.LastUpdate);
                }
            }
        }

        return samples;
    }
}
