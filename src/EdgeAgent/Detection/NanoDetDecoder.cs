using System.Collections.Immutable;
using System.Numerics.Tensors;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Detection;

/// <summary>
/// NanoDet (RangiLyu, 2020): per stride a tensor of class scores, cells × labels, and one of box distributions,
/// cells × 4 sides × bins. A side is the expectation of its distribution, in strides
/// (Generalized Focal Loss, Li et al. 2020, equation 4), measured from the cell's centre.
/// </summary>
internal sealed class NanoDetDecoder : IOutputDecoder
{
    private readonly ImmutableArray<CellGrid> _grids;
    private readonly float _cellCenter;
    private readonly float _lowScore;
    private readonly int _bins;
    private readonly int _labels;
    private readonly float[] _indices;

    public NanoDetDecoder(ModelManifest manifest, NanoDetOutputs outputs)
    {
        _grids = CellGrid.Of(manifest);
        _cellCenter = outputs.CellCenter;
        _lowScore = manifest.Thresholds.LowScore;
        _bins = outputs.BinsPerSide;
        _labels = manifest.Labels.Length;
        _indices = [.. Enumerable.Range(0, _bins).Select(i => (float)i)];
        Outputs =
        [
            .. _grids.SelectMany((grid, i) => new[]
            {
                new OutputTensor(outputs.Scores[i], grid.Cells, _labels),
                new OutputTensor(outputs.Boxes[i], grid.Cells, 4 * _bins),
            }),
        ];
    }

    public IReadOnlyList<OutputTensor> Outputs { get; }

    public int Decode(float[][] outputs, int picture, Letterbox letterbox, List<Domain.Detection> detections)
    {
        var invalid = 0;
        for (var i = 0; i < _grids.Length; i++)
        {
            invalid += DecodeGrid(_grids[i], Part(outputs, 2 * i, picture), Part(outputs, (2 * i) + 1, picture), letterbox, detections);
        }

        return invalid;
    }

    private ReadOnlySpan<float> Part(float[][] outputs, int output, int picture) =>
        outputs[output].AsSpan(picture * Outputs[output].Length, Outputs[output].Length);

    private int DecodeGrid(CellGrid grid, ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes, Letterbox letterbox, List<Domain.Detection> detections)
    {
        Span<float> distribution = stackalloc float[_bins];
        Span<float> sides = stackalloc float[4];
        var invalid = 0;
        for (var cell = 0; cell < grid.Cells; cell++)
        {
            var row = scores.Slice(cell * _labels, _labels);
            var label = TensorPrimitives.IndexOfMax(row);
            if (row[label] < _lowScore)
            {
                continue;
            }

            for (var side = 0; side < 4; side++)
            {
                TensorPrimitives.SoftMax(boxes.Slice(((cell * 4) + side) * _bins, _bins), distribution);
                sides[side] = grid.Stride * TensorPrimitives.Dot(distribution, _indices);
            }

            var x = ((cell % grid.Columns) + _cellCenter) * grid.Stride;
            var y = ((cell / grid.Columns) + _cellCenter) * grid.Stride;
            var box = letterbox.ToPicture(x - sides[0], y - sides[1], sides[0] + sides[2], sides[1] + sides[3]);
            if (!float.IsFinite(row[label]) || !float.IsFinite(box.X + box.Y + box.Width + box.Height))
            {
                invalid++;
                continue;
            }

            detections.Add(new Domain.Detection(label, row[label], box.ClampToPicture()));
        }

        return invalid;
    }
}
