using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>What an event of one type says beyond what all say.</summary>
internal sealed record EventDetailMessage
{
    [Description("What kind of it this is: of a `camera-tamper` `covered`, `defocused`, `turned`, `dark` or `frozen`. A later agent may say others.")]
    public string? Kind { get; init; }

    [Description("How many: persons in a crowd, vehicles that somebody stopped at, objects that were counted.")]
    [Range(0, double.MaxValue)]
    public int? Count { get; init; }

    [Description("Which way the line was crossed, as seen by who looks from its start to its end.")]
    public LineDirection? Direction { get; init; }

    [Description("How many crossed the line, by class and direction.")]
    public ImmutableArray<LineCount>? Counts { get; init; }

    [Description("Who left a thing or touched it; the vehicles that somebody stopped at.")]
    public ImmutableArray<EventPartyMessage>? Parties { get; init; }

    [Description("When the fixed thing was last seen as it should be.")]
    public DateTimeOffset? LastIntact { get; init; }

    [Description("Further alerts of the same rule that its budget held back and that this event stands for.")]
    [Range(0, double.MaxValue)]
    public int? Suppressed { get; init; }

    [Description("The search order that it is about.")]
    public OrderReference? Order { get; init; }

    [Description("How well what was seen fits the order's description: a resemblance, never an identity.")]
    [Personal(PersonalPurpose.Search, PersonalRetention.Events)]
    public DescriptionMatch? Match { get; init; }

    [Description("What the person or vehicle looks like, whatever was described.")]
    [Personal(PersonalPurpose.Search, PersonalRetention.Events)]
    public SeenAppearance? Appearance { get; init; }

    [Description("Which way it moved in the picture when it was last seen; `unknown` where it stood.")]
    [Personal(PersonalPurpose.Search, PersonalRetention.Events)]
    public Heading? Heading { get; init; }

    [Description("From its first to its last view so far: the place in the recording.")]
    [Personal(PersonalPurpose.Search, PersonalRetention.Events)]
    public MediaRangeMessage? Seen { get; init; }

    [Description("When it was last seen, in an end because it left the view.")]
    [Personal(PersonalPurpose.Search, PersonalRetention.Events)]
    public DateTimeOffset? LeftView { get; init; }

    [Description("True where it was found among the tracks that had ended when the order came; false for what is in view.")]
    public bool? Past { get; init; }

    [Description("Further matches in the past that are not told one by one.")]
    [Range(0, double.MaxValue)]
    public int? More { get; init; }

    [Description("What a person has said of it.")]
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
