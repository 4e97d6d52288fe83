namespace EdgeAgent.Search.Sightings;

/// <summary>How much is remembered.</summary>
internal sealed record SightingsOptions
{
    /// <summary>What was last seen longer ago goes, a day later at most. As for the recordings.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Of the file, what is free inside of it not counted: about ten million sightings. Beyond, the oldest go.</summary>
    public long MaximumBytes { get; init; } = 2_500_000_000;
}
