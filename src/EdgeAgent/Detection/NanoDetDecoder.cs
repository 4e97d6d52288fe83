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
    private const int MaximumBins = 64;

    private readonly ModelManifest _manifest;
    private readonly int _bins;
    private readonly int _labels;
    private readonly float[] _indices;

    public NanoDetDecoder(ModelManifest manifest)
    {
        if (manifest.Outputs.BinsPerSide is < 2 or > MaximumBins)
        {
            throw new ModelException(new Problem(
                "model/manifest-invalid",
                $"outputs.binsPerSide is {manifest.Outputs.BinsPerSide}, but must be 2 to {MaximumBins}",
                "copy the model package again",
                manifest.ToString()));
        }

        _manifest = manifest;
        _bins = manifest.Outputs.BinsPerSide;
        _labels = manifest.Labels.Length;
        _indices = [.. Enumerable.Range(0, _bins).Select(i => (float)i)];
        Outputs =
        [
            .. manifest.Outputs.Strides.SelectMany((stride, i) => new[]
            {
                new OutputTensor(manifest.Outputs.Scores[i], Cells(stride) * _labels),
                new OutputTensor(manifest.Outputs.Boxes[i], Cells(stride) * 4 * _bins),
            }),
        ];
    }

    public IReadOnlyList<OutputTensor> Outputs { get; }

    public int Decode(float[][] outputs, Letterbox letterbox, List<Domain.Detection> detections)
    {
        var invalid = 0;
        for (var i = 0; i < _manifest.Outputs.Strides.Length; i++)
        {
            invalid += DecodeStride(_manifest.Outputs.Strides[i], outputs[2 * i], outputs[(2 * i) + 1], letterbox, detections);
        }

        return invalid;
    }

    private int DecodeStride(int stride, float[] scores, float[] boxes, Letterbox letterbox, List<Domain.Detection> detections)
    {
        Span<float> distribution = stackalloc float[_bins];
        Span<float> sides = stackalloc float[4];
        var invalid = 0;
        var columns = Columns(stride);
        for (var cell = 0; cell * _labels < scores.Length; cell++)
        {
            var row = scores.AsSpan(cell * _labels, _labels);
            var label = TensorPrimitives.IndexOfMax(row);
            if (row[label] < _manifest.Thresholds.LowScore)
            {
                continue;
            }

            for (var side = 0; side < 4; side++)
            {
                TensorPrimitives.SoftMax(boxes.AsSpan(((cell * 4) + side) * _bins, _bins), distribution);
                sides[side] = stride * TensorPrimitives.Dot(distribution, _indices);
            }

            var x = ((cell % columns) + _manifest.Outputs.CellCenter) * stride;
            var y = ((cell / columns) + _manifest.Outputs.CellCenter) * stride;
            var box = letterbox.ToPicture(x - sides[0], y - sides[1], sides[0] + sides[2], sides[1] + sides[3]);
            if (float.IsNaN(row[label]) || !float.IsFinite(box.X + box.Y + box.Width + box.Height))
            {
                invalid++;
                continue;
            }

            detections.Add(new Domain.Detection(label, row[label], box.ClampToPicture()));
        }

        return invalid;
    }

    private int Columns(int stride) => (_manifest.Input.Width + stride - 1) / stride;

    private int Cells(int stride) => Columns(stride) * ((_manifest.Input.Height + stride - 1) / stride);
}
