using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

/// <summary>
/// One decoded picture as planar 8-bit YUV 4:2:0, pooled: whoever takes a frame disposes of it, once.
/// Row <c>y</c> of a plane begins at <c>y * stride</c>; chroma planes are ⌈w/2⌉ × ⌈h/2⌉.
/// </summary>
internal sealed class Frame : IDisposable
{
    private readonly FramePool _pool;
    private int _rented;

    internal Frame(FramePool pool, int width, int height)
    {
        _pool = pool;
        Width = width;
        Height = height;
        LumaStride = Align(width);
        ChromaStride = Align((width + 1) / 2);
        Luma = new byte[LumaStride * height];
        BlueDifference = new byte[ChromaStride * ChromaHeight];
        RedDifference = new byte[ChromaStride * ChromaHeight];
    }

    public int Width { get; }

    public int Height { get; }

    public int ChromaWidth => (Width + 1) / 2;

    public int ChromaHeight => (Height + 1) / 2;

    public int LumaStride { get; }

    public int ChromaStride { get; }

    public byte[] Luma { get; }

    public byte[] BlueDifference { get; }

    public byte[] RedDifference { get; }

    public YuvColor Color { get; set; }

    /// <summary>When the camera showed it.</summary>
    public MediaTime Time { get; set; }

    internal void Rent() => Interlocked.Exchange(ref _rented, 1);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, 0) == 1)
        {
            _pool.Return(this);
        }
    }

    private static int Align(int width) => (width + 63) & ~63;
}
