namespace EdgeAgent.Cli.Bench;

/// <summary>How long a stage took, of the last 16,384 times.</summary>
internal sealed record StageTimes
{
    public required string Stage { get; init; }

    /// <summary>How often it ran.</summary>
    public required long Count { get; init; }

    public required double MedianMilliseconds { get; init; }

    public required double P99Milliseconds { get; init; }

    public required double MeanMilliseconds { get; init; }
}
