using System.Collections.Immutable;
using System.Numerics.Tensors;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Detection;

/// <summary>
/// YOLOX (Ge et al. 2021): one tensor, the cells of all strides × (x, y, log width, log height, objectness, labels).
/// A centre is measured from the cell's upper left corner and a size is exp of its logarithm, both in strides.
/// Objectness and labels are through their sigmoid already; a score is their product.
/// </summary>
internal sealed class YoloxDecoder : IOutputDecoder
{
    private const int Objectness = 4;
    private const int FirstLabel = 5;

    private readonly ImmutableArray<CellGrid> _grids;
    private readonly float _lowScore;
    private readonly int _channels;

    public YoloxDecoder(ModelManifest manifest, YoloxOutputs outputs)
    {
        _grids = CellGrid.Of(manifest);
        _lowScore = manifest.Thresholds.LowScore;
        _channels = FirstLabel + manifest.Labels.Length;
        Outputs = [new OutputTensor(outputs.Predictions, _grids.Sum(grid => grid.Cells), _channels)];
    }

    public IReadOnlyList<OutputTensor> Outputs { get; }

    public int Decode(float[][] outputs, int picture, Letterbox letterbox, List<Domain.Detection> detections)
    {
        ReadOnlySpan<float> rest = outputs[0].AsSpan(picture * Outputs[0].Length, Outputs[0].Length);
        var invalid = 0;
        foreach (var grid in _grids)
        {
            for (var cell = 0; cell < grid.Cells; cell++, rest = rest[_channels..])
            {
                // A score is never above its objectness: most cells end here, and their labels are not looked at.
                if (!(rest[Objectness] < _lowScore) && !TryDecodeCell(grid, cell, rest[.._channels], letterbox, detections))
                {
                    invalid++;
                }
            }
        }

        return invalid;
    }

    /// <returns>False where the cell holds something that is not a number.</returns>
    private bool TryDecodeCell(CellGrid grid, int cell, ReadOnlySpan<float> values, Letterbox letterbox, List<Domain.Detection> detections)
    {
        var label = TensorPrimitives.IndexOfMax(values[FirstLabel..]);
        var score = values[Objectness] * values[FirstLabel + label];
        if (score < _lowScore)
        {
            return true;
        }

        var (width, height) = (float.Exp(values[2]) * grid.Stride, float.Exp(values[3]) * grid.Stride);
        var x = ((cell % grid.Columns) + values[0]) * grid.Stride;
        var y = ((cell / grid.Columns) + values[1]) * grid.Stride;
        var box = letterbox.ToPicture(x - (width / 2), y - (height / 2), width, height);
        if (!float.IsFinite(score) || !float.IsFinite(box.X + box.Y + box.Width + box.Height))
        {
            return false;
        }

        detections.Add(new Domain.Detection(label, score, box.ClampToPicture()));
        return true;
    }
}
