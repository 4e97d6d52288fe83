using EdgeAgent.Domain;

namespace EdgeAgent.Search.Sightings;

/// <summary>
/// The likelihood of every shape under one description, in tables that are added in the order of
/// <see cref="DescriptionMatcher.LogLikelihoodRatio"/>, so that the sums are the same to the bit. What is no appearance is negative infinity.
/// </summary>
internal sealed class ShapeScore
{
    private static readonly int AllCarried = Enum.GetValues<Carried>().Sum(thing => (int)thing);

    private readonly uint _kind;
    private readonly float[] _first;
    private readonly float[] _second;
    private readonly float[] _rest;

    public ShapeScore(DescriptionMatcher matcher)
    {
        var isPerson = matcher.Description.Kind == ObjectKind.Person;
        _kind = (uint)matcher.Description.Kind;
        (_first, _second) = (Colors(isPerson ? matcher.Tops : matcher.Body), Colors(isPerson ? matcher.Bottoms : [0]));
        NeedsCarried = matcher.Description.Carried != Carried.None;
        _rest = Rest(matcher);
        Most = _first.Max() + _second.Max() + _rest.Max();
    }

    /// <summary>Else it is the same whatever was carried.</summary>
    public bool NeedsCarried { get; }

    /// <summary>No sum is above it: rounding is the same for all.</summary>
    public float Most { get; }

    public float Of(uint shape, ushort extra) => SightingShape.Kind(shape) != _kind
        ? float.NegativeInfinity
        : _first[SightingShape.First(shape)] + _second[SightingShape.Second(shape)] + _rest[SightingShape.Rest(shape, extra)];

    private static float[] Colors(ReadOnlySpan<float> known)
    {
        var table = new float[SightingShape.Colors];
        table.AsSpan().Fill(float.NegativeInfinity);
        known.CopyTo(table);
        return table;
    }

    private static float[] Rest(DescriptionMatcher matcher)
    {
        var table = new float[SightingShape.Rest(uint.MaxValue, ushort.MaxValue) + 1];
        table.AsSpan().Fill(float.NegativeInfinity);
        foreach (var heading in Enum.GetValues<Heading>())
        {
            foreach (var age in Enum.GetValues<AgeGroup>())
            {
                foreach (var company in Enum.GetValues<Company>())
                {
                    for (var carried = 0; carried <= AllCarried; carried++)
                    {
                        var seen = new Appearance { Heading = heading, Age = age, Company = company, Carried = (Carried)carried };
                        var packed = seen.Pack();
                        table[SightingShape.Rest(SightingShape.Of(packed), SightingShape.ExtraOf(0, packed))] = matcher.OfRest(seen);
                    }
                }
            }
        }

        return table;
    }
}
