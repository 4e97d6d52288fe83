using System.Numerics.Tensors;

namespace EdgeAgent.Imaging;

/// <summary>Separable scaling of one 8-bit plane to floats 0–255: each source row is widened once and added to the output rows that it touches.</summary>
internal sealed class PlaneScaler
{
    private readonly FilterTaps[] _rows;
    private readonly FilterTaps[] _columns;
    private readonly int _sourceWidth;
    private readonly float[] _source;
    private readonly float[] _line;

    public PlaneScaler(int sourceWidth, int sourceHeight, int width, int height)
    {
        _sourceWidth = sourceWidth;
        _rows = FilterTaps.Triangle(sourceHeight, height);
        _columns = FilterTaps.Triangle(sourceWidth, width);
        _source = new float[sourceWidth];
        _line = new float[sourceWidth];
    }

    /// <summary>Scales <paramref name="plane"/> into <paramref name="target"/>, rows without padding.</summary>
    public void Scale(ReadOnlySpan<byte> plane, int stride, Span<float> target)
    {
        for (var row = 0; row < _rows.Length; row++)
        {
            var taps = _rows[row];
            Array.Clear(_line);
            for (var i = 0; i < taps.Weights.Length; i++)
            {
                TensorPrimitives.ConvertTruncating<byte, float>(plane.Slice((taps.Start + i) * stride, _sourceWidth), _source);
                TensorPrimitives.MultiplyAdd(_source, taps.Weights[i], _line, _line);
            }

            ScaleLine(target.Slice(row * _columns.Length, _columns.Length));
        }
    }

    private void ScaleLine(Span<float> target)
    {
        for (var column = 0; column < target.Length; column++)
        {
            var taps = _columns[column];
            var source = _line.AsSpan(taps.Start, taps.Weights.Length);
            var sum = 0f;
            for (var i = 0; i < source.Length; i++)
            {
                sum += source[i] * taps.Weights[i];
            }

            target[column] = sum;
        }
    }
}
