using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>An <see cref="Appearance"/> as messages have it, by the names of ONVIF's human body. What does not belong to its kind is absent.</summary>
internal sealed record SeenAppearance
{
    public ImmutableArray<SeenColor>? Tops { get; init; }

    public ImmutableArray<SeenColor>? Bottoms { get; init; }

    /// <summary>Of a vehicle.</summary>
    public ImmutableArray<SeenColor>? Body { get; init; }

    public AgeGroup? AgeGroup { get; init; }

    public Company? Company { get; init; }

    /// <summary>Things and animals that moved with the person; absent where none was seen.</summary>
    public ImmutableArray<Carried>? Carried { get; init; }

    /// <summary>Absent where the camera is not calibrated.</summary>
    public float? HeightMeters { get; init; }

    public static SeenAppearance Of(in Appearance appearance, float? heightMeters) => appearance.Kind == ObjectKind.Person
        ? new()
        {
            Tops = Of(appearance.Tops),
            Bottoms = Of(appearance.Bottoms),
            AgeGroup = appearance.Age,
            Company = appearance.Company,
            Carried = Of(appearance.Carried),
            HeightMeters = heightMeters is { } height ? MathF.Round(height, 2) : null,
        }
        : new() { Body = Of(appearance.Body) };

    private static ImmutableArray<SeenColor> Of(ColorEstimate estimate)
    {
        var unknown = 1 - estimate.FirstScore - estimate.SecondScore;
        SeenColor[] all = [new(estimate.First, estimate.FirstScore), new(estimate.Second, estimate.SecondScore), new(NamedColor.Unknown, unknown)];
        return [.. all.Where(color => color.Score > 0)];
    }

    private static ImmutableArray<Carried>? Of(Carried carried)
    {
        ImmutableArray<Carried> things = [.. Enum.GetValues<Carried>().Where(thing => thing != Domain.Carried.None && carried.HasFlag(thing))];
        return things.IsEmpty ? null : things;
    }
}
