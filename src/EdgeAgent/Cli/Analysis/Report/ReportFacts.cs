using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>All that a report tells, before it is a page.</summary>
internal sealed record ReportFacts
{
    public required string Title { get; init; }

    /// <summary>Name and version.</summary>
    public required string Model { get; init; }

    /// <summary>Wall-clock time of a media time, in words; empty where nobody knows it.</summary>
    public required Func<MediaTime, string> Clock { get; init; }

    /// <summary>That are watched.</summary>
    public required IReadOnlyList<Zone> Zones { get; init; }

    /// <summary>Of the video that was analysed.</summary>
    public required MediaTime From { get; init; }

    public required MediaTime To { get; init; }

    public required long Frames { get; init; }

    /// <summary>That have a card: those that are described, then other things, each in the order in which they came.</summary>
    public required IReadOnlyList<TrackStory> Tracks { get; init; }

    /// <summary>All that there were.</summary>
    public required int TrackCount { get; init; }

    /// <summary>That have a card, in the order in which they began.</summary>
    public required IReadOnlyList<ReportEvent> Events { get; init; }

    /// <summary>All that there were.</summary>
    public required int EventCount { get; init; }
}
