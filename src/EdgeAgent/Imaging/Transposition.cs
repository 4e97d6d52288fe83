using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace EdgeAgent.Imaging;

/// <summary>
/// Turns a band of samples over, as many rows as a vector has lanes, so that a filter along a row becomes one down a column, which
/// vectors are made for. Counts are multiples of 8.
/// </summary>
internal static unsafe class Transposition
{
    private const int Side = 8;

    private static bool CanZip =>
        (Vector<short>.Count == 2 * Side && Avx2.IsSupported)
        || (Vector<short>.Count == Side && (Sse2.IsSupported || AdvSimd.Arm64.IsSupported));

    /// <summary>The count for so many samples.</summary>
    public static int WholeCount(int samples) => (samples + Side - 1) / Side * Side;

    /// <summary>Rows that lie <paramref name="stride"/> samples apart, to <paramref name="count"/> columns without gaps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToColumns(short* rows, nint stride, short* columns, int count)
    {
        var lanes = Vector<short>.Count;
        for (var i = 0; !CanZip && i < lanes * count; i++)
        {
            columns[i] = rows[(i % lanes * stride) + (i / lanes)];
        }

        for (var x = 0; CanZip && x < count; x += Side, rows += Side, columns += Side * lanes)
        {
            Vector<short> a = Load(rows, stride), b = Load(rows + stride, stride);
            Vector<short> c = Load(rows + (2 * stride), stride), d = Load(rows + (3 * stride), stride);
            Vector<short> e = Load(rows + (4 * stride), stride), f = Load(rows + (5 * stride), stride);
            Vector<short> g = Load(rows + (6 * stride), stride), h = Load(rows + (7 * stride), stride);
            Turn(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            a.Store(columns);
            b.Store(columns + lanes);
            c.Store(columns + (2 * lanes));
            d.Store(columns + (3 * lanes));
            e.Store(columns + (4 * lanes));
            f.Store(columns + (5 * lanes));
            g.Store(columns + (6 * lanes));
            h.Store(columns + (7 * lanes));
        }
    }

    /// <summary>The way back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToRows(short* columns, short* rows, nint stride, int count)
    {
        var lanes = Vector<short>.Count;
        for (var i = 0; !CanZip && i < lanes * count; i++)
        {
            rows[(i % lanes * stride) + (i / lanes)] = columns[i];
        }

        for (var x = 0; CanZip && x < count; x += Side, rows += Side, columns += Side * lanes)
        {
            Vector<short> a = Vector.Load(columns), b = Vector.Load(columns + lanes);
            Vector<short> c = Vector.Load(columns + (2 * lanes)), d = Vector.Load(columns + (3 * lanes));
            Vector<short> e = Vector.Load(columns + (4 * lanes)), f = Vector.Load(columns + (5 * lanes));
            Vector<short> g = Vector.Load(columns + (6 * lanes)), h = Vector.Load(columns + (7 * lanes));
            Turn(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            Store(a, rows, stride);
            Store(b, rows + stride, stride);
            Store(c, rows + (2 * stride), stride);
            Store(d, rows + (3 * stride), stride);
            Store(e, rows + (4 * stride), stride);
            Store(f, rows + (5 * stride), stride);
            Store(g, rows + (6 * stride), stride);
            Store(h, rows + (7 * stride), stride);
        }
    }

    /// <summary>8 samples of a row, and in the upper half of a longer vector those of the row 8 below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<short> Load(short* row, nint stride) => Vector<short>.Count == Side
        ? Vector.Load(row)
        : Vector256.Create(Vector128.Load(row), Vector128.Load(row + (Side * stride))).AsVector();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<short> samples, short* row, nint stride)
    {
        if (Vector<short>.Count == Side)
        {
            samples.Store(row);
            return;
        }

        samples.AsVector256().GetLower().Store(row);
        samples.AsVector256().GetUpper().Store(row + (Side * stride));
    }

    /// <summary>Dealt out like two halves of a pack of cards three times, 8×8 samples are turned over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(
        ref Vector<short> a, ref Vector<short> b, ref Vector<short> c, ref Vector<short> d,
        ref Vector<short> e, ref Vector<short> f, ref Vector<short> g, ref Vector<short> h)
    {
        Deal(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        Deal(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        Deal(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Deal(
        ref Vector<short> a, ref Vector<short> b, ref Vector<short> c, ref Vector<short> d,
        ref Vector<short> e, ref Vector<short> f, ref Vector<short> g, ref Vector<short> h)
    {
        Vector<short> p = ZipLow(a, e), q = ZipHigh(a, e), r = ZipLow(b, f), s = ZipHigh(b, f);
        Vector<short> t = ZipLow(c, g), u = ZipHigh(c, g), v = ZipLow(d, h), w = ZipHigh(d, h);
        a = p;
        b = q;
        c = r;
        d = s;
        e = t;
        f = u;
        g = v;
        h = w;
    }

    /// <summary>The lower samples of both in turns, within each 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<short> ZipLow(Vector<short> a, Vector<short> b) =>
        Avx2.IsSupported && Vector<short>.Count == 2 * Side ? Avx2.UnpackLow(a.AsVector256(), b.AsVector256()).AsVector()
        : Sse2.IsSupported ? Sse2.UnpackLow(a.AsVector128(), b.AsVector128()).AsVector()
        : AdvSimd.Arm64.ZipLow(a.AsVector128(), b.AsVector128()).AsVector();

    /// <summary>The upper samples of both in turns, within each 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<short> ZipHigh(Vector<short> a, Vector<short> b) =>
        Avx2.IsSupported && Vector<short>.Count == 2 * Side ? Avx2.UnpackHigh(a.AsVector256(), b.AsVector256()).AsVector()
        : Sse2.IsSupported ? Sse2.UnpackHigh(a.AsVector128(), b.AsVector128()).AsVector()
        : AdvSimd.Arm64.ZipHigh(a.AsVector128(), b.AsVector128()).AsVector();
}
