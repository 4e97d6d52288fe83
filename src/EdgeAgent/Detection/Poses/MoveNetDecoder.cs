using System.Numerics.Tensors;
using EdgeAgent.Domain;

namespace EdgeAgent.Detection.Poses;

/// <summary>
/// MoveNet (Google, 2021): the person whose middle is clearest and nearest to the picture's; from there a guess of each point; the best
/// cell of the point's heatmap near the guess, and the point within the cell.
/// </summary>
internal sealed class MoveNetDecoder
{
    // Cells added to each distance: the model was made with it.
    private const float Softening = 1.8f;

    private readonly int _columns;
    private readonly float[] _indices;
    private readonly float[] _fromMiddle;
    private readonly float[] _weighed;

    public MoveNetDecoder(ModelManifest manifest, MoveNetOutputs outputs)
    {
        _columns = manifest.Input.Width / outputs.Strides[0];
        _indices = [.. Enumerable.Range(0, _columns).Select(i => (float)i)];
        var cells = _columns * _columns;
        (_fromMiddle, _weighed) = (new float[cells], new float[cells]);
        Distances(_columns / 2f, _columns / 2f, _fromMiddle);
        Outputs =
        [
            new OutputTensor(outputs.Heatmaps, Pose.Count, cells),
            new OutputTensor(outputs.Centers, 1, cells),
            new OutputTensor(outputs.Regressions, 2 * Pose.Count, cells),
            new OutputTensor(outputs.Offsets, 2 * Pose.Count, cells),
        ];
    }

    /// <summary>What it reads, in the order in which it wants it: planes of cells, one after the other.</summary>
    public IReadOnlyList<OutputTensor> Outputs { get; }

    /// <summary>The points, 0–1 over the model's input. False where something is not a number.</summary>
    /// <param name="outputs">One buffer per entry of <see cref="Outputs"/>.</param>
    /// <param name="pose">What was found; there always is one, with low scores where there is nobody.</param>
    public bool TryDecode(float[][] outputs, out Pose pose)
    {
        pose = default;
        TensorPrimitives.Divide(outputs[1], _fromMiddle, _weighed);
        var center = TensorPrimitives.IndexOfMax(_weighed);
        var sum = outputs[1][center];
        for (var point = 0; point < Pose.Count; point++)
        {
            var (y, x) = (2 * point, (2 * point) + 1);
            var guessY = (center / _columns) + At(outputs[2], y, center);
            var guessX = (center % _columns) + At(outputs[2], x, center);
            Distances(guessY, guessX, _weighed);
            TensorPrimitives.Divide(outputs[0].AsSpan(point * _weighed.Length, _weighed.Length), _weighed, _weighed);
            var best = TensorPrimitives.IndexOfMax(_weighed);
            var found = new Keypoint(
                ((best % _columns) + At(outputs[3], x, best)) / _columns,
                ((best / _columns) + At(outputs[3], y, best)) / _columns,
                At(outputs[0], point, best));
            pose[(BodyPoint)point] = found;
            sum += guessY + guessX + found.X + found.Y + found.Score;
        }

        // Whatever was not a number won its maximum, and is in the sum.
        return float.IsFinite(sum);
    }

    private float At(float[] planes, int plane, int cell) => planes[(plane * _weighed.Length) + cell];

    /// <summary>Of every cell from a point, in cells.</summary>
    private void Distances(float y, float x, Span<float> distances)
    {
        for (var row = 0; row < _columns; row++)
        {
            var line = distances.Slice(row * _columns, _columns);
            TensorPrimitives.Subtract(_indices, x, line);
            TensorPrimitives.Multiply(line, line, line);
            TensorPrimitives.Add(line, (row - y) * (row - y), line);
        }

        TensorPrimitives.Sqrt(distances, distances);
        TensorPrimitives.Add(distances, Softening, distances);
    }
}
