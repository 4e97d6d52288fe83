using System.Collections.Immutable;
using System.ComponentModel;

namespace EdgeAgent.Domain;

/// <summary>An <see cref="Appearance"/> as messages have it, by the names of ONVIF's human body. What does not belong to its kind is absent.</summary>
internal sealed record SeenAppearance
{
    [Description("Colours of the upper clothes, the likeliest first.")]
    public ImmutableArray<SeenColor>? Tops { get; init; }

    [Description("Colours of the lower clothes, the likeliest first.")]
    public ImmutableArray<SeenColor>? Bottoms { get; init; }

    [Description("Colours of a vehicle, the likeliest first.")]
    public ImmutableArray<SeenColor>? Body { get; init; }

    [Description("By height on the ground; `unknown` where the camera is not calibrated or the height lies between.")]
    public AgeGroup? AgeGroup { get; init; }

    [Description("Whether another person keeps the same company along the path.")]
    public Company? Company { get; init; }

    [Description("Things and animals that moved with the person: `backpack`, `handbag`, `suitcase`, `umbrella`, `bicycle`, `dog`; absent where none was seen, which is weak evidence only. A later agent may name others.")]
    public ImmutableArray<Carried>? Carried { get; init; }

    [Description("Height of the person; absent where the camera is not calibrated.")]
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
