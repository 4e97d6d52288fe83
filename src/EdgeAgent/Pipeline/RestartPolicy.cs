namespace EdgeAgent.Pipeline;

/// <summary>How long to wait before the next try: a random share of an interval that doubles from <paramref name="First"/> to <paramref name="Longest"/>.</summary>
internal sealed record RestartPolicy(TimeSpan First, TimeSpan Longest)
{
    /// <summary>A stage that ran this long was healthy: the next fault starts from <see cref="First"/> again.</summary>
    public static readonly TimeSpan Healthy = TimeSpan.FromSeconds(10);

    public static readonly RestartPolicy Camera = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(3));

    public static readonly RestartPolicy Refused = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));

    public static readonly RestartPolicy Model = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    /// <param name="attempt">0 for the first restart in a row.</param>
    /// <param name="jitter">0–1; half of the interval is always waited.</param>
    public TimeSpan Delay(int attempt, double jitter)
    {
        var interval = Math.Min(First.TotalSeconds * Math.Pow(2, Math.Min(attempt, 30)), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(interval * (0.5 + (0.5 * jitter)));
    }
}
