using System.Collections.Immutable;
using System.Numerics;

namespace EdgeAgent.Domain;

/// <summary>Colours that a witness holds possible: "red or orange". <c>default</c> is none: nothing was said.</summary>
internal readonly record struct ColorSet
{
    private readonly ushort _bits;

    public ColorSet(params ReadOnlySpan<NamedColor> colors)
    {
        foreach (var color in colors)
        {
            ArgumentOutOfRangeException.ThrowIfEqual((int)color, (int)NamedColor.Unknown);
            _bits |= (ushort)(1 << (int)color);
        }
    }

    public bool IsEmpty => _bits == 0;

    public int Count => BitOperations.PopCount(_bits);

    public ImmutableArray<NamedColor> Colors
    {
        get
        {
            var set = this;
            return [.. NamedColors.All.Where(color => set.Contains(color))];
        }
    }

    public bool Contains(NamedColor color) => (_bits & (1 << (int)color)) != 0;

    public override string ToString() => string.Join(" or ", Colors.Select(color => color.ToString().ToLowerInvariant()));
}
