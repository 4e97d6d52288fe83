namespace EdgeAgent.Imaging;

/// <summary>A frame in memory of its own, to be drawn by a program instead of a decoder. Black at first.</summary>
internal sealed class MemoryFrame : Frame
{
    private const int Alignment = 64;

    /// <param name="width">Pixels, 1 or more.</param>
    /// <param name="height">Pixels, 1 or more.</param>
    /// <param name="fullChroma">4:2:2, which has a chroma row for each luma row, instead of 4:2:0.</param>
    public unsafe MemoryFrame(int width, int height, bool fullChroma = false)
    {
        var (chromaWidth, chromaHeight) = ((width + 1) / 2, fullChroma ? height : (height + 1) / 2);
        LumaSamples = Allocate(Stride(width), height);
        BlueSamples = Allocate(Stride(chromaWidth), chromaHeight);
        RedSamples = Allocate(Stride(chromaWidth), chromaHeight);
        BlueSamples.AsSpan().Fill(128);
        RedSamples.AsSpan().Fill(128);
        Lend(View(LumaSamples, width, height), View(BlueSamples, chromaWidth, chromaHeight), View(RedSamples, chromaWidth, chromaHeight));
    }

    /// <summary>Rows of <c>Luma.Stride</c> bytes.</summary>
    public byte[] LumaSamples { get; }

    /// <summary>Rows of <c>BlueDifference.Stride</c> bytes.</summary>
    public byte[] BlueSamples { get; }

    /// <summary>Rows of <c>RedDifference.Stride</c> bytes.</summary>
    public byte[] RedSamples { get; }

    protected override void GiveBack()
    {
    }

    private static int Stride(int width) => (width + Alignment - 1) / Alignment * Alignment;

    // Pinned, since a plane is a pointer.
    private static byte[] Allocate(int stride, int height) => GC.AllocateArray<byte>(stride * height, pinned: true);

    private static unsafe Plane View(byte[] samples, int width, int height) =>
        new((byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(samples, 0), Stride(width), width, height);
}
