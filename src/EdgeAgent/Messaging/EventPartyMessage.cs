using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>A track that has to do with an event without being its subject.</summary>
internal sealed record EventPartyMessage
{
    [Description("Number under which the camera followed it.")]
    [Personal(PersonalPurpose.Alert, PersonalRetention.Events)]
    public required int Track { get; init; }

    [Description("Label of the model that saw it, such as `person`.")]
    public required string ObjectClass { get; init; }

    [Description("Where it was last seen: `[x, y, width, height]` as shares (0–1) of the upright main stream's picture, origin at the top left.")]
    [MinLength(4)]
    [MaxLength(4)]
    [Range(0.0, 1.0)]
    [Personal(PersonalPurpose.Alert, PersonalRetention.Events)]
    public required ImmutableArray<float> LastBox { get; init; }

    [Description("When that was, on the media clock of the event's `bootId`.")]
    [Range(0, double.MaxValue)]
    public required long LastSeenMediaTimeNanoseconds { get; init; }

    public static EventPartyMessage From(EventParty source) => new()
    {
        Track = source.Track,
        ObjectClass = source.ObjectClass,
        LastBox = MessageJson.Numbers(source.LastBox),
        LastSeenMediaTimeNanoseconds = source.LastSeen.Nanoseconds,
    };
}
