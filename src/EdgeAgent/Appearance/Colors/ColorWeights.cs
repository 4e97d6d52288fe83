using System.Runtime.CompilerServices;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Colors;

/// <summary>How much of each of the twelve colours there is; indexed by <see cref="NamedColor"/>, whose 0 is what could not be told.</summary>
[InlineArray(Length)]
internal struct ColorWeights
{
    private const int Length = NamedColors.Count + 1;

    private float _first;

    public readonly float Sum
    {
        get
        {
            var sum = 0f;
            for (var i = 0; i < Length; i++)
            {
                sum += this[i];
            }

            return sum;
        }
    }

    public float this[NamedColor color]
    {
        readonly get => this[(int)color];
        set => this[(int)color] = value;
    }

    public void Add(in ColorWeights other, float weight)
    {
        for (var i = 0; i < Length; i++)
        {
            this[i] += weight * other[i];
        }
    }

    /// <summary>All zero where <paramref name="sum"/> is.</summary>
    public readonly ColorWeights DividedBy(float sum)
    {
        var shares = default(ColorWeights);
        if (sum > 0)
        {
            shares.Add(this, 1 / sum);
        }

        return shares;
    }
}
