using EdgeAgent.Domain;

namespace EdgeAgent.Search.Sightings;

/// <summary>
/// The likelihood of every shape under one description, in tables that are added in the order of
/// <see cref="DescriptionMatcher.LogLikelihoodRatio"/>, so that the sums are the same to the bit. What is no appearance is negative infinity.
/// </summary>
internal sealed class ShapeScore
{
    private readonly float[] _tops;
    private readonly float[] _bottoms;
    private readonly float[] _body;
    private readonly float[] _rest;

    public ShapeScore(DescriptionMatcher matcher)
    {
        (_tops, _bottoms, _body) = (Colors(matcher.Tops), Colors(matcher.Bottoms), Colors(matcher.Body));
        _rest = new float[SightingShape.RestMask + 1];
        for (var rest = 0; rest < _rest.Length; rest++)
        {
            _rest[rest] = Appearance.IsPacked(rest) ? matcher.OfRest(Appearance.Unpack(rest)) : float.NegativeInfinity;
        }

        Most = _tops.Max() + _bottoms.Max() + _body.Max() + _rest.Max();
    }

    /// <summary>No sum is above it: rounding is the same for all.</summary>
    public float Most { get; }

    public float Of(ulong shape) => _tops[SightingShape.Tops(shape)] + _bottoms[SightingShape.Bottoms(shape)] + _body[SightingShape.Body(shape)]
        + _rest[SightingShape.Rest(shape)];

    private static float[] Colors(ReadOnlySpan<float> known)
    {
        var table = new float[SightingShape.ColorMask + 1];
        table.AsSpan().Fill(float.NegativeInfinity);
        known.CopyTo(table);
        return table;
    }
}
