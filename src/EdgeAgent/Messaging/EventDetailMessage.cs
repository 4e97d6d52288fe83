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

    /// <summary>The order that a <c>search-match</c> is about.</summary>
    public OrderReference? Order { get; init; }

    /// <summary>How well the order's description fits: a resemblance, never an identity.</summary>
    public DescriptionMatch? Match { get; init; }

    public SeenAppearance? Appearance { get; init; }

    public Heading? Heading { get; init; }

    /// <summary>Its place in the recording.</summary>
    public MediaRangeMessage? Seen { get; init; }

    public DateTimeOffset? LeftView { get; init; }

    public bool? Past { get; init; }

    /// <summary>Further matches in the past that are not told one by one.</summary>
    public int? More { get; init; }

    /// <summary>What a person has said of it.</summary>
    public Verdict? Verdict { get; init; }

    public static EventDetailMessage? From(EventDetail? source) => source is null ? null : new()
    {
        Kind = source.Kind,
        Count = source.Count,
        Direction = source.Direction,
        Counts = source.Counts.IsDefaultOrEmpty ? null : source.Counts,
        Parties = source.Parties.IsDefaultOrEmpty ? null : [.. source.Parties.Select(EventPartyMessage.From)],
        LastIntact = source.LastIntact?.Value,
        Suppressed = source.Suppressed,
        Order = source.Order,
        Match = source.Match,
        Appearance = source.Appearance,
        Heading = source.Heading,
        Seen = source.Seen is { } seen ? MediaRangeMessage.From(seen) : null,
        LeftView = source.LeftView?.Value,
        Past = source.Past,
        More = source.More,
        Verdict = source.Verdict,
    };
}
