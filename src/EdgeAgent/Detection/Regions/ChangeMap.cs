using System.Numerics;
using EdgeAgent.Imaging;

namespace EdgeAgent.Detection.Regions;

/// <summary>
/// Where a picture has changed: mean luma in cells, against a slow background of each cell and what is usual for it. Leaves in the wind
/// are usual, a person far away is not. What all cells have in common, such as a change of exposure, is no change.
/// </summary>
internal sealed class ChangeMap
{
    /// <summary>Cells across; a cell of 1080p is 32 pixels, as large as a person far away.</summary>
    private const int CellsAcross = 60;

    private const int SmallestCell = 8;

    // Every fourth row tells as much of a mean as all do.
    private const int RowStep = 4;

    // Part of the difference that the background, and what is usual, take over in each frame.
    private const float Learning = 1 / 16f;

    // Levels of 255: below is noise of any sensor.
    private const float LeastChange = 4;

    // Times what is usual.
    private const float Unusual = 4;

    private float[] _now = [];
    private float[] _background = [];
    private float[] _usual = [];
    private (int Width, int Height) _picture;

    public int Columns { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Pixels of a side of a cell.</summary>
    public int CellSide { get; private set; }

    /// <summary>By row; whether the last frame differs there.</summary>
    public bool[] Changed { get; private set; } = [];

    /// <summary>Takes in the next frame. The first one, and the first of another size, is the background of the next.</summary>
    public void Observe(Frame frame)
    {
        var isFirst = _picture != (frame.Width, frame.Height);
        if (isFirst)
        {
            Resize(frame);
        }

        Measure(frame.Luma);
        if (isFirst)
        {
            _now.CopyTo(_background, 0);
            return;
        }

        var common = CommonChange();
        for (var i = 0; i < _now.Length; i++)
        {
            var difference = _now[i] - _background[i];
            var unlike = Math.Abs(difference - common);
            Changed[i] = unlike > Math.Max(LeastChange, Unusual * _usual[i]);
            _background[i] += Learning * difference;
            _usual[i] += Learning * (unlike - _usual[i]);
        }
    }

    private void Resize(Frame frame)
    {
        _picture = (frame.Width, frame.Height);
        CellSide = Math.Max(SmallestCell, (frame.Width + CellsAcross - 1) / CellsAcross);
        (Columns, Rows) = (Math.Max(1, frame.Width / CellSide), Math.Max(1, frame.Height / CellSide));
        (_now, _background, _usual) = (new float[Columns * Rows], new float[Columns * Rows], new float[Columns * Rows]);
        Changed = new bool[Columns * Rows];
    }

    private void Measure(Imaging.Plane luma)
    {
        for (var row = 0; row < Rows; row++)
        {
            var means = _now.AsSpan(row * Columns, Columns);
            means.Clear();
            var (top, bottom) = (row * CellSide, Math.Min((row + 1) * CellSide, luma.Height));
            for (var y = top; y < bottom; y += RowStep)
            {
                var samples = luma.Row(y);
                for (var column = 0; column < Columns; column++)
                {
                    means[column] += Sum(samples.Slice(column * CellSide, Math.Min(CellSide, samples.Length - (column * CellSide))));
                }
            }

            var samplesOfACell = Math.Min(CellSide, luma.Width) * (((bottom - top) + RowStep - 1) / RowStep);
            foreach (ref var mean in means)
            {
                mean /= samplesOfACell;
            }
        }
    }

    private static uint Sum(ReadOnlySpan<byte> samples)
    {
        // Cells are a few vectors long: their sums fit 16 bits for up to 257 vectors.
        var (lanes, at) = (Vector<byte>.Count, 0);
        Vector<ushort> sums = default;
        for (; at + lanes <= samples.Length && at < 257 * lanes / 2; at += lanes)
        {
            Vector.Widen(new Vector<byte>(samples[at..]), out var low, out var high);
            sums += low + high;
        }

        Vector.Widen(sums, out var first, out var second);
        var sum = Vector.Sum(first + second);
        foreach (var sample in samples[at..])
        {
            sum += sample;
        }

        return sum;
    }

    // The mean without what is far from it: a lorry must not pass for the sun coming out.
    private float CommonChange()
    {
        var all = 0f;
        for (var i = 0; i < _now.Length; i++)
        {
            all += Math.Clamp(_now[i] - _background[i], -2 * LeastChange, 2 * LeastChange);
        }

        return all / _now.Length;
    }
}
