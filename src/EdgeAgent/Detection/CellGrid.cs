using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Detection;

/// <summary>The grid of one stride over a model's input; cells are numbered row by row.</summary>
internal readonly record struct CellGrid(int Stride, int Columns, int Rows)
{
    public int Cells => Columns * Rows;

    public static ImmutableArray<CellGrid> Of(ModelManifest manifest) =>
        [.. manifest.Outputs.Strides.Select(s => new CellGrid(s, RoundUp(manifest.Input.Width, s), RoundUp(manifest.Input.Height, s)))];

    private static int RoundUp(int side, int stride) => (side + stride - 1) / stride;
}
