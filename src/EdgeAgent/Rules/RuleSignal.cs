using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>A start, update or end, before it gets the ids and the UTC of an <see cref="EdgeEvent"/>. Rules make it by an <see cref="Incident"/>.</summary>
internal sealed record RuleSignal
{
    /// <summary>The configured rule's id; null where an order raised it.</summary>
    public required string? Rule { get; init; }

    /// <summary>Event type, such as <c>intrusion</c>.</summary>
    public required string Type { get; init; }

    public required EventPhase Phase { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The same from start to end of one event, unique within the engine.</summary>
    public required long Occurrence { get; init; }

    /// <summary>The zone's id; null where it is not about a zone.</summary>
    public string? Zone { get; init; }

    /// <summary>The line's id; null where it is not about a line.</summary>
    public string? Line { get; init; }

    /// <summary>When this phase happened.</summary>
    public required MediaTime Time { get; init; }

    /// <summary>When the event started; the same as <see cref="Time"/> in the start itself.</summary>
    public required MediaTime StartTime { get; init; }

    /// <summary>Ids of its subjects, the first one first; none where it is about the picture.</summary>
    public ImmutableArray<int> Tracks { get; init; } = [];

    /// <summary>Index into the model's labels, of its first subject.</summary>
    public int? ClassId { get; init; }

    /// <summary>The best view so far; null where there is none.</summary>
    public BestView? Best { get; init; }

    /// <summary>What events of this type say beyond; null for nothing.</summary>
    public EventDetail? Detail { get; init; }

    /// <summary>When a fixed thing was last seen as it should be.</summary>
    public MediaTime? LastIntact { get; init; }

    /// <summary>Why it ended, one of <see cref="EndReason"/>; null before the end.</summary>
    public string? Reason { get; init; }
}
