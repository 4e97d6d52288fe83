namespace EdgeAgent.Domain;

/// <summary>What a witness says of whom or what is looked for; what was not said is empty or null.</summary>
internal sealed record Description
{
    public ObjectKind Kind { get; init; } = ObjectKind.Person;

    public ColorSet Tops { get; init; }

    public ColorSet Bottoms { get; init; }

    /// <summary>Of a vehicle.</summary>
    public ColorSet Body { get; init; }

    /// <summary>Null for either.</summary>
    public AgeGroup? Age { get; init; }

    /// <summary>Null for either.</summary>
    public Company? Company { get; init; }

    /// <summary>What was with the person; what else there was is not known.</summary>
    public Carried Carried { get; init; }

    /// <summary>Which way in the picture; null for any.</summary>
    public Heading? Heading { get; init; }

    /// <summary>Nothing was said but the kind.</summary>
    public bool IsEmpty => this == new Description { Kind = Kind };
}
