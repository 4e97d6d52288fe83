using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeAgent.Domain;

/// <summary>
/// How much of each colour an object shows, for its upper and its lower half apart: ten hues, and six levels of grey for what has none.
/// <c>default</c> is the colour of nothing, when there was no picture.
/// </summary>
/// <remarks>32 bytes: of each half the square roots of its sixteen fractions, 255 for one, so that a sum of products compares two.</remarks>
internal readonly record struct ColorHistogram
{
    public const int Hues = 10;
    public const int Greys = 6;
    public const int Bins = Hues + Greys;

    private const int One = 255;

    private const float LeastHues = 0.05f;

    private readonly Vector128<byte> _upper;
    private readonly Vector128<byte> _lower;

    private ColorHistogram(Vector128<byte> upper, Vector128<byte> lower) => (_upper, _lower) = (upper, lower);

    public bool IsEmpty => _upper == default && _lower == default;

    /// <summary>It shows hardly any hue, as all do in infrared light: it tells less than others.</summary>
    public bool IsGrey => HueShare(_upper) < LeastHues && HueShare(_lower) < LeastHues;

    /// <summary>From the weights of each half's bins, hues first, which need not sum to one. A half that weighs nothing makes it empty.</summary>
    public static ColorHistogram Of(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower)
    {
        var (top, bottom) = (Roots(upper), Roots(lower));
        return top == default || bottom == default ? default : new ColorHistogram(top, bottom);
    }

    /// <summary>
    /// The coefficient of Bhattacharyya, Σ√(p·q), mean of both halves: 0 where no colour is shared, 1 for the same, 0 where one is empty.
    /// </summary>
    public float Similarity(in ColorHistogram other) => (Products(_upper, other._upper) + Products(_lower, other._lower)) / (2f * One * One);

    /// <summary>This with <paramref name="weight"/> (0–1) of another mixed in; an empty one changes nothing.</summary>
    public ColorHistogram Mix(in ColorHistogram other, float weight)
    {
        if (IsEmpty || other.IsEmpty)
        {
            return IsEmpty ? other : this;
        }

        return new ColorHistogram(Mix(_upper, other._upper, weight), Mix(_lower, other._lower, weight));
    }

    private static float HueShare(Vector128<byte> roots)
    {
        var greys = 0;
        for (var i = Hues; i < Bins; i++)
        {
            greys += roots[i] * roots[i];
        }

        return 1 - (greys / (float)(One * One));
    }

    private static Vector128<byte> Roots(ReadOnlySpan<float> weights)
    {
        var sum = 0f;
        for (var i = 0; i < Bins; i++)
        {
            sum += weights[i];
        }

        var roots = Vector128<byte>.Zero;
        if (sum > 0)
        {
            for (var i = 0; i < Bins; i++)
            {
                roots = roots.WithElement(i, (byte)((One * MathF.Sqrt(weights[i] / sum)) + 0.5f));
            }
        }

        return roots;
    }

    private static Vector128<byte> Mix(Vector128<byte> a, Vector128<byte> b, float weight)
    {
        Span<float> mixed = stackalloc float[Bins];
        for (var i = 0; i < Bins; i++)
        {
            var (p, q) = ((float)a[i] * a[i], (float)b[i] * b[i]);
            mixed[i] = p + (weight * (q - p));
        }

        return Roots(mixed);
    }

    // 255² fits 16 bits, the sum of two does not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Products(Vector128<byte> a, Vector128<byte> b)
    {
        var (lowA, highA) = Vector128.Widen(a);
        var (lowB, highB) = Vector128.Widen(b);
        return Sum(lowA * lowB) + Sum(highA * highB);
    }

    private static uint Sum(Vector128<ushort> products)
    {
        var (low, high) = Vector128.Widen(products);
        return Vector128.Sum(low + high);
    }
}
