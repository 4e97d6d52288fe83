using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Colors;

/// <summary>What is known of a kind of garment before one is seen.</summary>
internal sealed class GarmentKind
{
    private readonly ColorWeights _usual;

    private GarmentKind(float leastShare, params ReadOnlySpan<(NamedColor Color, float Weight)> usual)
    {
        LeastShare = leastShare;
        var weights = default(ColorWeights);
        foreach (var color in NamedColors.All)
        {
            weights[color] = 1;
        }

        foreach (var (color, weight) in usual)
        {
            weights[color] = weight;
        }

        _usual = weights;
    }

    public static GarmentKind Tops { get; } = new(0.44f);

    /// <summary>Denim and chinos are usual.</summary>
    public static GarmentKind Bottoms { get; } = new(0.42f, (NamedColor.Blue, 1.6f), (NamedColor.Beige, 1.25f), (NamedColor.Purple, 0.6f));

    /// <summary>Paint mirrors sky and street.</summary>
    public static GarmentKind Body { get; } = new(0.4f);

    /// <summary>Share of the likeliest colour below which no name is sure enough to be said.</summary>
    public float LeastShare { get; }

    /// <summary>How much likelier that colour is than any other is on the average.</summary>
    public float Usual(NamedColor color) => _usual[color];
}
