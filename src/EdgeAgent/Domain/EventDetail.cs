using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>What an event of one type says beyond what all say. Members that do not belong to a type are absent.</summary>
internal sealed record EventDetail
{
    /// <summary>What kind of it this is, such as <c>covered</c> of a <c>camera-tamper</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>How many: persons in a crowd, vehicles that somebody stopped at.</summary>
    public int? Count { get; init; }

    /// <summary>Which way a line was crossed.</summary>
    public LineDirection? Direction { get; init; }

    /// <summary>Line counts per class and direction.</summary>
    public ImmutableArray<LineCount> Counts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Who left a thing, or touched it; the vehicles that somebody stopped at.</summary>
    public ImmutableArray<EventParty> Parties { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>When a fixed thing was last seen as it should be.</summary>
    public UtcTime? LastIntact { get; init; }

    /// <summary>Alerts of the same rule that its budget held back and that this one stands for.</summary>
    public int? Suppressed { get; init; }

    /// <summary>The order that a <c>search-match</c> is about.</summary>
    public OrderReference? Order { get; init; }

    /// <summary>How well the order's description fits.</summary>
    public DescriptionMatch? Match { get; init; }

    /// <summary>What was seen, whatever was described.</summary>
    public SeenAppearance? Appearance { get; init; }

    /// <summary>Which way it moved in the picture when it was last seen.</summary>
    public Heading? Heading { get; init; }

    /// <summary>From its first to its last view so far: its place in the recording.</summary>
    public MediaRange? Seen { get; init; }

    /// <summary>When it left the view.</summary>
    public UtcTime? LeftView { get; init; }

    /// <summary>It was found among the tracks that had ended when the order came; false for what is in view, and null for other types.</summary>
    public bool? Past { get; init; }

    /// <summary>Further matches in the past that are not told one by one.</summary>
    public int? More { get; init; }

    /// <summary>What a person has said of it; null where nobody has yet.</summary>
    public Verdict? Verdict { get; init; }
}
