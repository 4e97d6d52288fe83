using System.Numerics;
using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

/// <summary>How sharp the full picture is, block by block: the mean step from one pixel to the next in its row and its column.</summary>
internal static class SceneSharpness
{
    /// <summary>Rows that are looked at: enough to judge focus by, and a sixth of the work at 1080p.</summary>
    private const int Rows = 180;

    /// <param name="luma">Of the picture.</param>
    /// <param name="blocks">Receives the mean step of each block of <see cref="SceneMap"/>, row by row.</param>
    public static unsafe void Measure(Plane luma, Span<float> blocks)
    {
        blocks.Clear();
        var (width, height) = (luma.Width - 1, luma.Height - 1);
        if (width < SceneMap.BlockColumns || height < SceneMap.BlockRows)
        {
            return;
        }

        var skip = Math.Max(1, height / Rows);
        Span<int> seen = stackalloc int[SceneMap.BlockRows];
        for (var y = 0; y < height; y += skip)
        {
            var row = y * SceneMap.BlockRows / height;
            seen[row]++;
            var line = luma.First + ((nint)y * luma.Stride);
            for (var column = 0; column < SceneMap.BlockColumns; column++)
            {
                var (from, to) = (column * width / SceneMap.BlockColumns, (column + 1) * width / SceneMap.BlockColumns);
                blocks[(row * SceneMap.BlockColumns) + column] += (float)Steps(line + from, luma.Stride, to - from) / (2 * (to - from));
            }
        }

        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] /= Math.Max(1, seen[i / SceneMap.BlockColumns]);
        }
    }

    /// <summary>The sum of the steps beyond noise to the right and downwards.</summary>
    private static unsafe long Steps(byte* line, nint stride, int count)
    {
        var (x, lanes) = (0, Vector<byte>.Count);
        Vector<ushort> sums = default;
        var noise = new Vector<byte>(SceneMap.Noise);
        for (; x + lanes <= count; x += lanes)
        {
            var here = Vector.Load(line + x);
            Add(ref sums, here, Vector.Load(line + x + 1), noise);
            Add(ref sums, here, Vector.Load(line + x + stride), noise);
        }

        // No lane overflows: a block has at most a few dozen vectors, each of four steps below 256.
        Vector.Widen(sums, out var low, out var high);
        long sum = Vector.Sum(low) + Vector.Sum(high);
        for (; x < count; x++)
        {
            sum += Math.Max(0, Math.Abs(line[x] - line[x + 1]) - SceneMap.Noise) + Math.Max(0, Math.Abs(line[x] - line[x + stride]) - SceneMap.Noise);
        }

        return sum;
    }

    private static void Add(ref Vector<ushort> sums, Vector<byte> a, Vector<byte> b, Vector<byte> noise)
    {
        var step = Vector.Max(Vector.Max(a, b) - Vector.Min(a, b), noise) - noise;
        Vector.Widen(step, out var low, out var high);
        sums += low + high;
    }
}
