using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>Names and geometry of a model's outputs, one score and one box tensor per stride.</summary>
internal sealed record ModelOutputs
{
    public required ImmutableArray<int> Strides { get; init; }

    public required ImmutableArray<string> Scores { get; init; }

    public required ImmutableArray<string> Boxes { get; init; }

    /// <summary>Bins of the distribution per side of a box (reg_max + 1).</summary>
    public int BinsPerSide { get; init; }

    /// <summary>Where in its cell a box is anchored: 0 at the upper left corner, 0.5 in the middle.</summary>
    public float CellCenter { get; init; } = 0.5f;
}
