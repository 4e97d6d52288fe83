namespace EdgeAgent.Cli;

/// <summary>The nearest-rank percentile: the smallest value that at least so much of all values do not exceed.</summary>
internal static class Percentile
{
    /// <param name="values">One or more.</param>
    /// <param name="fraction">0–1.</param>
    public static double Of(IEnumerable<double> values, double fraction)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Max((int)Math.Ceiling(fraction * sorted.Length) - 1, 0)];
    }
}
