namespace EdgeAgent.Cli.Eval;

/// <summary>How long the tracker takes for a frame.</summary>
internal sealed record UpdateTimes(int Updates, double MeanObjects, double MeanMicroseconds, double MedianMicroseconds, double P99Microseconds)
{
    /// <summary>Null where there is no update to tell of.</summary>
    public static UpdateTimes? Of(IReadOnlyCollection<UpdateSample> samples) => samples.Count == 0 ? null : new UpdateTimes(
        samples.Count,
        samples.Average(sample => sample.Objects),
        samples.Average(sample => sample.Microseconds),
        Percentile.Of(samples.Select(sample => sample.Microseconds), 0.5),
        Percentile.Of(samples.Select(sample => sample.Microseconds), 0.99));
}
