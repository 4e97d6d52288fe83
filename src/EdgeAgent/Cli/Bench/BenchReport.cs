namespace EdgeAgent.Cli.Bench;

/// <summary>What the seeing path costs on one file, once it is warm.</summary>
internal sealed record BenchReport
{
    public required string File { get; init; }

    public required string Model { get; init; }

    /// <summary>Threads that detect, one frame each.</summary>
    public required int DetectionThreads { get; init; }

    /// <summary>Frames that are measured, after those that warm up.</summary>
    public required long Frames { get; init; }

    public required double FramesPerSecond { get; init; }

    /// <summary>User and system time of the whole process.</summary>
    public required double CpuMillisecondsPerFrame { get; init; }

    /// <summary>Of the whole process, on the managed heap.</summary>
    public required double AllocatedBytesPerFrame { get; init; }

    public required int Collections { get; init; }

    /// <summary>Tracks that began, tracks that ended, and events: what may allocate.</summary>
    public required long Changes { get; init; }

    public required double PeakMegabytes { get; init; }

    /// <summary>Resident memory when the measured frames began.</summary>
    public required double StartMegabytes { get; init; }

    /// <summary>Resident memory after the last one.</summary>
    public required double EndMegabytes { get; init; }

    public required IReadOnlyList<StageTimes> Stages { get; init; }

    /// <summary>Absent where none was asked for.</summary>
    public Comparison? Against { get; init; }
}
