using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace EdgeAgent.Imaging;

/// <summary>
/// The inner steps of a filter on signed samples of 16 bits: (level − 128) × 256. Weights of a filter sum to 1, so that no sum overflows.
/// Every processor gives the same bits; they differ in speed only.
/// </summary>
internal static class SampleFilter
{
    /// <summary>A level of 1.</summary>
    public const int One = 256;

    /// <summary>What is subtracted from the levels.</summary>
    public const int Bias = 128;

    /// <summary>A weight of 1 for <see cref="AddRows"/>.</summary>
    public const int RowWeightOne = 256;

    /// <summary>A weight of 1 for <see cref="Multiply"/>.</summary>
    public const int WeightOne = 1 << 15;

    // Flips the upper bit, which subtracts the bias.
    private static readonly Vector<byte> ToSigned = new(0x80);

    /// <summary>
    /// Adds two rows of levels times their weights, two bytes to a lane, which are exact. The sums of 256 bits stay in an order of their
    /// own until <see cref="Order"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRows(ref Vector<short> first, ref Vector<short> second, Vector<byte> a, Vector<byte> b, Vector<ushort> weights)
    {
        a ^= ToSigned;
        b ^= ToSigned;
        if (Avx2.IsSupported && Vector<byte>.Count == Vector256<byte>.Count)
        {
            var pairs = weights.AsVector256().AsByte();
            first += Avx2.MultiplyAddAdjacent(pairs, Avx2.UnpackLow(a.AsVector256(), b.AsVector256()).AsSByte()).AsVector();
            second += Avx2.MultiplyAddAdjacent(pairs, Avx2.UnpackHigh(a.AsVector256(), b.AsVector256()).AsSByte()).AsVector();
        }
        else if (Ssse3.IsSupported && Vector<byte>.Count == Vector128<byte>.Count)
        {
            var pairs = weights.AsVector128().AsByte();
            first += Ssse3.MultiplyAddAdjacent(pairs, Sse2.UnpackLow(a.AsVector128(), b.AsVector128()).AsSByte()).AsVector();
            second += Ssse3.MultiplyAddAdjacent(pairs, Sse2.UnpackHigh(a.AsVector128(), b.AsVector128()).AsSByte()).AsVector();
        }
        else
        {
            Vector.Widen(a.As<byte, sbyte>(), out var firstA, out var secondA);
            Vector.Widen(b.As<byte, sbyte>(), out var firstB, out var secondB);
            var (weightA, weightB) = ((weights & new Vector<ushort>(0xFF)).As<ushort, short>(), (weights >> 8).As<ushort, short>());
            first += (firstA * weightA) + (firstB * weightB);
            second += (secondA * weightA) + (secondB * weightB);
        }
    }

    /// <summary>Puts the sums of <see cref="AddRows"/> into the order of the row: the first half, then the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Order(ref Vector<short> first, ref Vector<short> second)
    {
        if (Avx2.IsSupported && Vector<byte>.Count == Vector256<byte>.Count)
        {
            var (low, high) = (first.AsVector256(), second.AsVector256());
            first = Avx2.Permute2x128(low, high, 0x20).AsVector();
            second = Avx2.Permute2x128(low, high, 0x31).AsVector();
        }
    }

    /// <summary>sample × weight / 32768, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<short> Multiply(Vector<short> samples, Vector<short> weights)
    {
        if (Avx2.IsSupported && Vector<byte>.Count == Vector256<byte>.Count)
        {
            return Avx2.MultiplyHighRoundScale(samples.AsVector256(), weights.AsVector256()).AsVector();
        }

        if (Ssse3.IsSupported && Vector<byte>.Count == Vector128<byte>.Count)
        {
            return Ssse3.MultiplyHighRoundScale(samples.AsVector128(), weights.AsVector128()).AsVector();
        }

        if (AdvSimd.IsSupported && Vector<byte>.Count == Vector128<byte>.Count)
        {
            return AdvSimd.MultiplyRoundedDoublingSaturateHigh(samples.AsVector128(), weights.AsVector128()).AsVector();
        }

        Vector.Widen(samples, out var lowSamples, out var highSamples);
        Vector.Widen(weights, out var lowWeights, out var highWeights);
        var half = new Vector<int>(WeightOne / 2);
        return Vector.Narrow(((lowSamples * lowWeights) + half) >> 15, ((highSamples * highWeights) + half) >> 15);
    }
}
