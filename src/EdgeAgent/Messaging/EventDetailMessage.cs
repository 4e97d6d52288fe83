using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>What an event of one type says beyond what all say.</summary>
internal sealed record EventDetailMessage
{
    /// <summary>What kind of it this is, such as <c>covered</c> of a <c>camera-tamper</c>.</summary>
    public string? Kind { get; init; }

    public int? Count { get; init; }

    public LineDirection? Direction { get; init; }

    public ImmutableArray<LineCount>? Counts { get; init; }

    /// <summary>Who left a thing, or touched it; the vehicles that somebody stopped at.</summary>
    public ImmutableArray<EventPartyMessage>? Parties { get; init; }

    public DateTimeOffset? LastIntact { get; init; }

    /// <summary>Alerts of the same rule that this one stands for.</summary>
    public int? Suppressed { get; init; }

    public static EventDetailMessage? From(EventDetail? source) => source is null ? null : new()
    {
        Kind = source.Kind,
        Count = source.Count,
        Direction = source.Direction,
        Counts = source.Counts.IsDefaultOrEmpty ? null : source.Counts,
        Parties = source.Parties.IsDefaultOrEmpty ? null : [.. source.Parties.Select(EventPartyMessage.From)],
        LastIntact = source.LastIntact?.Value,
        Suppressed = source.Suppressed,
    };
}
