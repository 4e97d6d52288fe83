namespace EdgeAgent.Domain;

/// <summary>What somebody who saw a person or a vehicle could say of it. <c>default</c> is a person of whom nothing is known.</summary>
internal readonly record struct Appearance
{
    private const int ColorBits = 10;
    private const int ColorMask = (1 << ColorBits) - 1;
    private const int Bits = 47;

    public ObjectKind Kind { get; init; }

    /// <summary>Of a person: what covers the upper body.</summary>
    public ColorEstimate Tops { get; init; }

    /// <summary>Of a person: what covers the legs; bare ones are no colour.</summary>
    public ColorEstimate Bottoms { get; init; }

    /// <summary>Of a vehicle.</summary>
    public ColorEstimate Body { get; init; }

    public AgeGroup Age { get; init; }

    public Company Company { get; init; }

    public Carried Carried { get; init; }

    public Heading Heading { get; init; }

    /// <summary>All of it in 47 bits, as it is stored in files: kind 3, tops 10, bottoms 10, body 10, age 2, company 2, carried 6, heading 4, from the highest.</summary>
    public long Pack() =>
        ((((((((((((((long)Kind << ColorBits) | Tops.Code) << ColorBits) | Bottoms.Code) << ColorBits) | Body.Code) << 2) | (long)Age) << 2)
            | (long)Company) << 6) | (long)Carried) << 4) | (long)Heading;

    /// <exception cref="ArgumentOutOfRangeException">It is no packed appearance.</exception>
    public static Appearance Unpack(long packed)
    {
        var appearance = new Appearance
        {
            Heading = (Heading)(packed & 15),
            Carried = (Carried)((packed >> 4) & 63),
            Company = (Company)((packed >> 10) & 3),
            Age = (AgeGroup)((packed >> 12) & 3),
            Body = ColorEstimate.FromCode((int)(packed >> 14) & ColorMask),
            Bottoms = ColorEstimate.FromCode((int)(packed >> 24) & ColorMask),
            Tops = ColorEstimate.FromCode((int)(packed >> 34) & ColorMask),
            Kind = (ObjectKind)(packed >> 44),
        };

        // A kind is a byte: what stands above the highest bit would fall off unseen.
        return packed >> Bits == 0 && appearance.Kind <= ObjectKind.Truck && appearance.Age <= AgeGroup.Adult && appearance.Company <= Company.Accompanied
            && appearance.Heading <= Heading.UpLeft
            ? appearance
            : throw new ArgumentOutOfRangeException(nameof(packed), packed, "no packed appearance");
    }
}
