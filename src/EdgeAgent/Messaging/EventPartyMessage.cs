using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>A track that has to do with an event without being its subject.</summary>
internal sealed record EventPartyMessage
{
    public required int Track { get; init; }

    public required string ObjectClass { get; init; }

    /// <summary>Where it was last seen: <c>[x, y, width, height]</c>, 0–1, origin at the top left.</summary>
    public required ImmutableArray<float> LastBox { get; init; }

    public required long LastSeenMediaTimeNanoseconds { get; init; }

    public static EventPartyMessage From(EventParty source) => new()
    {
        Track = source.Track,
        ObjectClass = source.ObjectClass,
        LastBox = MessageJson.Numbers(source.LastBox),
        LastSeenMediaTimeNanoseconds = source.LastSeen.Nanoseconds,
    };
}
