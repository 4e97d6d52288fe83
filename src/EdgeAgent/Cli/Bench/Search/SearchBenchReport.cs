namespace EdgeAgent.Cli.Bench.Search;

/// <summary>What searches in a file of so many sightings cost.</summary>
internal sealed record SearchBenchReport
{
    public required long Rows { get; init; }

    public required bool Uniform { get; init; }

    public required int Queries { get; init; }

    public required double FileMegabytes { get; init; }

    /// <summary>Null where the file was there already.</summary>
    public required double? FillSeconds { get; init; }

    public required double OpenMilliseconds { get; init; }

    public required double UnselectiveMedianMilliseconds { get; init; }

    public required double UnselectiveP95Milliseconds { get; init; }

    public required double OtherMedianMilliseconds { get; init; }

    public required double OtherP95Milliseconds { get; init; }

    public required double P95Milliseconds { get; init; }

    /// <summary>Of the whole process for each query, adding included: what a query costs where the machine is busy, too.</summary>
    public required double ProcessorMilliseconds { get; init; }

    /// <summary>One query over every row.</summary>
    public required double BruteForceMilliseconds { get; init; }

    /// <summary>Queries whose answer is that of the brute force, one by one and to the bit.</summary>
    public required int Identical { get; init; }

    /// <summary>The most that the process had in memory while it searched, beyond what it had before.</summary>
    public required double MemoryMegabytes { get; init; }

    public required double InsertsPerSecond { get; init; }

    public required double SlowestAddMilliseconds { get; init; }

    public required long Dropped { get; init; }
}
