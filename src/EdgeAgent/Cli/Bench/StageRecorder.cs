namespace EdgeAgent.Cli.Bench;

/// <summary>The latest durations of one stage, recorded by any number of threads without allocating.</summary>
internal sealed class StageRecorder
{
    private const int Capacity = 1 << 14;

    private readonly float[] _milliseconds = new float[Capacity];
    private long _count;

    public void Add(double seconds) => _milliseconds[(Interlocked.Increment(ref _count) - 1) % Capacity] = (float)(1000 * seconds);

    public void Reset() => Interlocked.Exchange(ref _count, 0);

    /// <summary>Null where nothing was recorded.</summary>
    public StageTimes? Summarise(string stage)
    {
        var milliseconds = _milliseconds.Take((int)Math.Min(_count, Capacity)).Select(m => (double)m).ToArray();
        return milliseconds.Length == 0 ? null : new StageTimes
        {
            Stage = stage,
            Count = _count,
            MedianMilliseconds = Math.Round(Percentile.Of(milliseconds, 0.5), 4),
            P99Milliseconds = Math.Round(Percentile.Of(milliseconds, 0.99), 4),
            MeanMilliseconds = Math.Round(milliseconds.Average(), 4),
        };
    }
}
