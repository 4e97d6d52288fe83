using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>A start, update or end of a match in view, before it gets the ids and the UTC of an event.</summary>
internal sealed record OrderSignal
{
    public required LiveOrder Order { get; init; }

    public required EventPhase Phase { get; init; }

    /// <summary>The same from start to end of one match, unique within the watch, from 1.</summary>
    public required long Occurrence { get; init; }

    public required MediaTime Time { get; init; }

    public required MediaTime StartTime { get; init; }

    public required Track Track { get; init; }

    /// <summary>As it was seen last.</summary>
    public required TrackAppearance Appearance { get; init; }

    /// <summary>Its best view since the start, and when and how surely it was seen there.</summary>
    public required (BoundingBox Box, MediaTime Time, float Score) Best { get; init; }

    /// <summary>Null before the end.</summary>
    public string? Reason { get; init; }
}
