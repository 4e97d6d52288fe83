using EdgeAgent.Domain;

namespace EdgeAgent.Search.Sightings;

/// <summary>
/// The likelihood of every shape under one description, in tables that are added in the order of
/// <see cref="DescriptionMatcher.LogLikelihoodRatio"/>, so that the sums are the same to the bit. What is no appearance is negative infinity.
/// </summary>
internal sealed class ShapeScore
{
    private static readonly int AllCarried = Enum.GetValues<Carried>().Sum(thing => (int)thing);

    // With the kind in its index: any other kind is negative infinity.
    private readonly float[] _first;
    private readonly float[] _second;
    private readonly float[] _rest;

    public ShapeScore(DescriptionMatcher matcher)
    {
        var isPerson = matcher.Description.Kind == ObjectKind.Person;
        (_first, _second) = (Table(SightingShape.KindsAndColors), Table(SightingShape.Colors));
        (isPerson ? matcher.Tops : matcher.Body).CopyTo(_first.AsSpan((int)matcher.Description.Kind * SightingShape.Colors));
        (isPerson ? matcher.Bottoms : [0]).CopyTo(_second);
        NeedsCarried = matcher.Description.Carried != Carried.None;
        _rest = Rest(matcher);
        Most = _first.Max() + _second.Max() + _rest.Max();
    }

    /// <summary>Else it is the same whatever was carried.</summary>
    public bool NeedsCarried { get; }

    /// <summary>No sum is above it: rounding is the same for all.</summary>
    public float Most { get; }

    public float Of(uint shape, ushort extra) =>
        _first[SightingShape.KindAndFirst(shape)] + _second[SightingShape.Second(shape)] + _rest[SightingShape.Rest(shape, extra)];

    /// <param name="shapes">Of many.</param>
    /// <param name="extras">As many, or none where <see cref="NeedsCarried"/> is false.</param>
    /// <param name="sums">At least as many.</param>
    public void Of(ReadOnlySpan<uint> shapes, ReadOnlySpan<ushort> extras, Span<float> sums)
    {
        var (first, second, rest) = (_first, _second, _rest);
        sums = sums[..shapes.Length];
        if (extras.IsEmpty)
        {
            for (var i = 0; i < shapes.Length; i++)
            {
                var shape = shapes[i];
                sums[i] = first[SightingShape.KindAndFirst(shape)] + second[SightingShape.Second(shape)] + rest[SightingShape.Rest(shape, 0)];
            }
        }
        else
        {
            for (var i = 0; i < shapes.Length; i++)
            {
                var shape = shapes[i];
                sums[i] = first[SightingShape.KindAndFirst(shape)] + second[SightingShape.Second(shape)] + rest[SightingShape.Rest(shape, extras[i])];
            }
        }
    }

    private static float[] Table(int length)
    {
        var table = new float[length];
        table.AsSpan().Fill(float.NegativeInfinity);
        return table;
    }

    private static float[] Rest(DescriptionMatcher matcher)
    {
        var table = Table(SightingShape.Rest(uint.MaxValue, ushort.MaxValue) + 1);
        foreach (var heading in Enum.GetValues<Heading>())
        {
            foreach (var age in Enum.GetValues<AgeGroup>())
            {
                foreach (var company in Enum.GetValues<Company>())
                {
                    for (var carried = 0; carried <= AllCarried; carried++)
                    {
                        var seen = new Domain.Appearance { Heading = heading, Age = age, Company = company, Carried = (Carried)carried };
                        var packed = seen.Pack();
                        table[SightingShape.Rest(SightingShape.Of(packed), SightingShape.ExtraOf(0, packed))] = matcher.OfRest(seen);
                    }
                }
            }
        }

        return table;
    }
}
