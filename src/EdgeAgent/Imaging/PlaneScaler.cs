using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace EdgeAgent.Imaging;

/// <summary>
/// Scales one plane in bands of a few output rows: down its columns first, then, turned over, down what were its rows.
/// Its buffers hold one band, so that everything between the two passes stays in the cache.
/// </summary>
internal sealed unsafe class PlaneScaler
{
    /// <summary>Output rows of a band: one to a lane.</summary>
    public static readonly int BandRows = Vector<short>.Count;

    // Four lines of the cache: a whole number of vectors, of pairs of them, and of transposed blocks.
    private const int Block = 128;

    private readonly FilterTaps _rows;
    private readonly int[] _rowStarts;
    private readonly ushort[] _rowWeights;
    private readonly FilterTaps _columns;
    private readonly int[] _columnStarts;
    private readonly short[] _columnWeights;
    private readonly int _sourceWidth;
    private readonly bool _isTiny;
    private readonly int _lineLength;
    private readonly int _outputLength;
    private readonly int _lineStride;
    private readonly int _outputStride;
    private readonly short[] _owned;
    private readonly short* _lines;
    private readonly short* _turned;
    private readonly short* _narrow;
    private readonly short* _output;

    public PlaneScaler(int sourceWidth, int sourceHeight, int width, int height)
    {
        _rows = new FilterTaps(sourceHeight, height, inPairs: true);
        _rowStarts = _rows.Starts();
        _rowWeights = [.. _rows.Weights(SampleFilter.RowWeightOne).Chunk(2).Select(pair => (ushort)(pair[0] | (pair[1] << 8)))];
        _columns = new FilterTaps(sourceWidth, width, inPairs: false);
        _columnStarts = _columns.Starts();
        _columnWeights = [.. _columns.Weights(SampleFilter.WeightOne).Select(weight => (short)weight)];
        _sourceWidth = sourceWidth;
        _isTiny = _rows.IsBeyondSource || sourceWidth < Vector<byte>.Count;
        _lineLength = Transposition.WholeCount(sourceWidth + _columns.TapCount);
        _outputLength = Transposition.WholeCount(width);
        _lineStride = Stride(_lineLength);
        _outputStride = Stride(_outputLength);
        _owned = GC.AllocateArray<short>((BandRows * 2 * (_lineStride + _outputStride)) + Block, pinned: true);
        _lines = Align((short*)Marshal.UnsafeAddrOfPinnedArrayElement(_owned, 0));
        _turned = _lines + (BandRows * _lineStride);
        _narrow = _turned + (BandRows * _lineStride);
        _output = _narrow + (BandRows * _outputStride);
    }

    /// <summary>A row of the last band, in units of <see cref="SampleFilter"/>, readable up to a whole vector beyond its end.</summary>
    public short* Row(int row) => _output + (row * _outputStride);

    /// <summary>Scales output rows <paramref name="firstRow"/> and following; rows beyond the last one repeat it.</summary>
    public void ScaleBand(Plane plane, int firstRow)
    {
        var pairs = _rows.TapCount / 2;
        for (var row = 0; row < BandRows; row++)
        {
            var at = Math.Min(firstRow + row, _rows.OutputCount - 1);
            var source = plane.First + ((nint)_rowStarts[at] * plane.Stride);
            FilterDown(source, plane.Stride, _rowWeights.AsSpan(at * pairs, pairs), _lines + (row * _lineStride));
        }

        Transposition.ToColumns(_lines, _lineStride, _turned, _lineLength);
        FilterTurned();
        Transposition.ToRows(_narrow, _output, _outputStride, _outputLength);
    }

    // An odd number of blocks: rows an even power of two apart would share the same few lines of the cache when they are turned over.
    private static int Stride(int samples) => (((samples + Block - 1) / Block) | 1) * Block;

    private static short* Align(short* samples) => (short*)(((nint)samples + Block - 1) & -Block);

    /// <summary>One line out of a few rows.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FilterDown(byte* source, nint stride, ReadOnlySpan<ushort> weights, short* line)
    {
        var (lanes, width, x) = (Vector<byte>.Count, _sourceWidth, 0);
        if (_isTiny)
        {
            FilterSamples(source, stride, weights, line);
            return;
        }

        for (; x + (2 * lanes) <= width; x += 2 * lanes)
        {
            FilterTwo(source + x, stride, weights, line + x);
        }

        for (; x < width; x += lanes)
        {
            // The last vector overlaps the one before it instead of reading beyond the row.
            x = Math.Min(x, width - lanes);
            FilterOne(source + x, stride, weights, line + x);
        }
    }

    // Two vectors together, so that a weight is fetched once for both. The rows of the next line are asked for meanwhile: a processor
    // foresees what follows in a row, not that a few more rows below will be needed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FilterTwo(byte* source, nint stride, ReadOnlySpan<ushort> weights, short* line)
    {
        var lanes = Vector<byte>.Count;
        Vector<short> a = default, b = default, c = default, d = default;
        var below = 2 * weights.Length * stride;
        for (var i = 0; i < weights.Length; i++, source += 2 * stride)
        {
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(source + below);
                Sse.Prefetch0(source + below + stride);
            }

            var weight = new Vector<ushort>(weights[i]);
            SampleFilter.AddRows(ref a, ref b, Vector.Load(source), Vector.Load(source + stride), weight);
            SampleFilter.AddRows(ref c, ref d, Vector.Load(source + lanes), Vector.Load(source + stride + lanes), weight);
        }

        SampleFilter.Order(ref a, ref b);
        SampleFilter.Order(ref c, ref d);
        a.Store(line);
        b.Store(line + (lanes / 2));
        c.Store(line + lanes);
        d.Store(line + (lanes * 3 / 2));
    }

    private static void FilterOne(byte* source, nint stride, ReadOnlySpan<ushort> weights, short* line)
    {
        Vector<short> a = default, b = default;
        for (var i = 0; i < weights.Length; i++, source += 2 * stride)
        {
            SampleFilter.AddRows(ref a, ref b, Vector.Load(source), Vector.Load(source + stride), new Vector<ushort>(weights[i]));
        }

        SampleFilter.Order(ref a, ref b);
        a.Store(line);
        b.Store(line + (Vector<byte>.Count / 2));
    }

    /// <summary>For a picture that has fewer rows than the filter, or fewer columns than a vector: without those that are not there.</summary>
    private void FilterSamples(byte* source, nint stride, ReadOnlySpan<ushort> weights, short* line)
    {
        for (var x = 0; x < _sourceWidth; x++)
        {
            var sum = 0;
            for (var tap = 0; tap < _rows.TapCount; tap++)
            {
                var weight = (weights[tap / 2] >> (8 * (tap & 1))) & 0xFF;
                sum += weight == 0 ? 0 : weight * (source[x + (tap * stride)] - SampleFilter.Bias);
            }

            line[x] = (short)sum;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FilterTurned()
    {
        var (lanes, taps) = (Vector<short>.Count, _columns.TapCount);
        fixed (short* weights = _columnWeights)
        {
            short* weight = weights, target = _narrow;
            foreach (var start in _columnStarts)
            {
                var source = _turned + (start * lanes);
                Vector<short> sum = default;
                for (var end = weight + taps; weight < end; weight++, source += lanes)
                {
                    sum += SampleFilter.Multiply(Vector.Load(source), new Vector<short>(*weight));
                }

                sum.Store(target);
                target += lanes;
            }
        }
    }
}
