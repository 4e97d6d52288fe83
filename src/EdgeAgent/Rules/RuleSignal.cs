using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>A start, update or end, before it gets the ids and the UTC of an <see cref="EdgeEvent"/>.</summary>
internal sealed record RuleSignal
{
    /// <summary>The configured rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>Event type, such as <c>intrusion</c>.</summary>
    public required string Type { get; init; }

    public required EventPhase Phase { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The same from start to end of one event, unique within the engine.</summary>
    public required long Occurrence { get; init; }

    /// <summary>The zone's id.</summary>
    public required string Zone { get; init; }

    /// <summary>When this phase happened.</summary>
    public required MediaTime Time { get; init; }

    /// <summary>When the event started; the same as <see cref="Time"/> in the start itself.</summary>
    public required MediaTime StartTime { get; init; }

    /// <summary>The track as last seen by the rule.</summary>
    public required Track Track { get; init; }

    /// <summary>The view with the highest score so far.</summary>
    public required BoundingBox BestBox { get; init; }

    public required MediaTime BestBoxTime { get; init; }

    public required float BestScore { get; init; }

    /// <summary>Why it ended, one of <see cref="EndReason"/>; null before the end.</summary>
    public string? Reason { get; init; }
}
