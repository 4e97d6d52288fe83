using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>NanoDet's outputs: one tensor of scores and one of boxes per stride.</summary>
internal sealed record NanoDetOutputs : ModelOutputs
{
    public const string Family = "nanodet";

    public required ImmutableArray<string> Scores { get; init; }

    public required ImmutableArray<string> Boxes { get; init; }

    /// <summary>Bins of the distribution per side of a box (reg_max + 1).</summary>
    public required int BinsPerSide { get; init; }

    /// <summary>Where in its cell a box is anchored: 0 at the upper left corner, 0.5 in the middle.</summary>
    public float CellCenter { get; init; } = 0.5f;
}
