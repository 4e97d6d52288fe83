using System.Numerics;
using System.Runtime.InteropServices;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using Plane = EdgeAgent.Imaging.Plane;

namespace EdgeAgent.Detection.Poses;

/// <summary>
/// Samples any square of a frame into a model's input, turned as wanted. Each input pixel is the mean of the area that it covers, a small
/// square is interpolated, and what lies beyond the picture is filled. A person has another size in each frame: nothing here depends on it.
/// </summary>
internal sealed unsafe class PersonCrop
{
    private readonly ModelInput _input;
    private readonly int _side;
    private readonly int _stride;
    private readonly short[] _upright;
    private readonly short[] _turned;
    private float[] _row = [];
    private double[] _sums = [];
    private YuvColor _color;

    public PersonCrop(ModelInput input)
    {
        _input = input;
        _side = input.Width;

        // Rows are read up to a whole vector beyond their end.
        _stride = _side + Vector<short>.Count;
        _upright = new short[3 * _side * _stride];
        _turned = new short[3 * _side * _stride];
    }

    /// <summary>Takes the square out of the frame.</summary>
    public void Sample(Frame frame, in PixelSquare square)
    {
        _color = frame.Color;
        var grey = _input.Letterbox.Fill[0];
        var (down, fill) = (frame.BlueDifference.Height == frame.Height ? 1f : 0.5f, _color.FullRange ? grey : 16 + (grey * 219 / 255));
        SamplePlane(frame.Luma, square, 1, 1, fill, 0);
        SamplePlane(frame.BlueDifference, square, 0.5f, down, SampleFilter.Bias, 1);
        SamplePlane(frame.RedDifference, square, 0.5f, down, SampleFilter.Bias, 2);
    }

    /// <summary>Writes what was sampled last into the tensor, turned clockwise by quarters.</summary>
    public void Write(int quarterTurns, Span<float> tensor)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(tensor.Length, 3 * _side * _side);
        var source = _upright;
        if (quarterTurns != 0)
        {
            Turn(quarterTurns);
            source = _turned;
        }

        var writer = new TensorWriter(_input, _color);
        fixed (short* samples = source)
        fixed (float* target = tensor)
        {
            for (var row = 0; row < _side; row++)
            {
                var y = samples + (row * _stride);
                writer.Write(y, y + (_side * _stride), y + (2 * _side * _stride), target + (row * _side), _side);
            }
        }
    }

    private void Turn(int quarterTurns)
    {
        var last = _side - 1;
        for (var plane = 0; plane < 3; plane++)
        {
            var from = _upright.AsSpan(plane * _side * _stride);
            var to = _turned.AsSpan(plane * _side * _stride);
            for (var y = 0; y < _side; y++)
            {
                for (var x = 0; x < _side; x++)
                {
                    var (sourceX, sourceY) = quarterTurns switch { 1 => (y, last - x), 2 => (last - x, last - y), _ => (last - y, x) };
                    to[(y * _stride) + x] = from[(sourceY * _stride) + sourceX];
                }
            }
        }
    }

    private void SamplePlane(Plane plane, in PixelSquare square, float across, float down, float fill, int index)
    {
        var (left, stepX) = (square.Left * across, square.Side * across / _side);
        var (top, stepY) = (square.Top * down, square.Side * down / _side);
        var (firstColumn, endColumn) = Range(left - 1, left + (stepX * _side) + 1, plane.Width);
        if (_row.Length < endColumn - firstColumn)
        {
            _row = new float[plane.Width];
            _sums = new double[plane.Width + 1];
        }

        var row = _row.AsSpan(0, endColumn - firstColumn);
        for (var y = 0; y < _side; y++)
        {
            var target = _upright.AsSpan((((index * _side) + y) * _stride), _side);
            var middle = top + ((y + 0.5f) * stepY);
            if (middle < 0 || middle >= plane.Height || row.IsEmpty)
            {
                target.Fill(ToSample(fill));
                continue;
            }

            MeanOfRows(plane, middle, Math.Max(1, stepY), firstColumn, row);
            MeansOfColumns(row, left - firstColumn, stepX, (-firstColumn, plane.Width - firstColumn), fill, target);
        }
    }

    /// <summary>Each row weighs as much of it as lies in the extent.</summary>
    private static void MeanOfRows(Plane plane, float middle, float extent, int firstColumn, Span<float> row)
    {
        var (from, to) = (Math.Max(0, middle - (extent / 2)), Math.Min(plane.Height, middle + (extent / 2)));
        row.Clear();
        var (first, end) = Range(from, to, plane.Height);
        for (var y = first; y < end; y++)
        {
            var weight = (Math.Min(y + 1, to) - Math.Max(y, from)) / (to - from);
            Add(plane.Row(y).Slice(firstColumn, row.Length), weight, row);
        }
    }

    private static void Add(ReadOnlySpan<byte> source, float weight, Span<float> row)
    {
        var (lanes, x) = (Vector<byte>.Count, 0);
        var weights = new Vector<float>(weight);
        var floats = MemoryMarshal.Cast<float, Vector<float>>(row);
        for (; x + lanes <= row.Length; x += lanes)
        {
            Vector.Widen(new Vector<byte>(source[x..]), out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            var at = floats.Slice(x / Vector<float>.Count, 4);
            at[0] += weights * Vector.ConvertToSingle(a.As<uint, int>());
            at[1] += weights * Vector.ConvertToSingle(b.As<uint, int>());
            at[2] += weights * Vector.ConvertToSingle(c.As<uint, int>());
            at[3] += weights * Vector.ConvertToSingle(d.As<uint, int>());
        }

        for (; x < row.Length; x++)
        {
            row[x] += weight * source[x];
        }
    }

    /// <summary>A mean is the difference of two sums from the row's beginning, whatever lies between.</summary>
    private void MeansOfColumns(ReadOnlySpan<float> row, float left, float step, (float Left, float Right) picture, float fill, Span<short> target)
    {
        var sums = _sums.AsSpan(0, row.Length + 1);
        for (var (x, sum) = (0, 0.0); x < row.Length; x++)
        {
            sum += row[x];
            sums[x + 1] = sum;
        }

        var extent = Math.Max(1, step);
        for (var x = 0; x < target.Length; x++)
        {
            var middle = left + ((x + 0.5f) * step);
            var (from, to) = (Math.Max(0, middle - (extent / 2)), Math.Min(row.Length, middle + (extent / 2)));
            var inside = middle >= picture.Left && middle < picture.Right;
            target[x] = ToSample(inside ? (float)((SumTo(sums, row, to) - SumTo(sums, row, from)) / (to - from)) : fill);
        }
    }

    private static double SumTo(ReadOnlySpan<double> sums, ReadOnlySpan<float> row, float at)
    {
        var whole = Math.Min((int)at, row.Length - 1);
        return sums[whole] + ((at - whole) * row[whole]);
    }

    private static short ToSample(float level) => (short)((level - SampleFilter.Bias) * SampleFilter.One);

    private static (int First, int End) Range(float from, float to, int length) =>
        (Math.Clamp((int)MathF.Floor(from), 0, length), Math.Clamp((int)MathF.Ceiling(to), 0, length));
}
