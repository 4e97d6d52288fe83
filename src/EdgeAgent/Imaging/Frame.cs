using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

/// <summary>
/// One decoded picture as planar 8-bit YUV, 4:2:0 or 4:2:2, where its decoder left it: whoever takes a frame disposes of it, once.
/// </summary>
internal abstract class Frame : IDisposable
{
    private int _lent;

    public int Width => Luma.Width;

    public int Height => Luma.Height;

    public Plane Luma { get; private set; }

    /// <summary>⌈width/2⌉ wide; ⌈height/2⌉ high for 4:2:0, as high as the luma for 4:2:2.</summary>
    public Plane BlueDifference { get; private set; }

    /// <summary>As large as <see cref="BlueDifference"/>.</summary>
    public Plane RedDifference { get; private set; }

    public YuvColor Color { get; set; }

    /// <summary>When the camera showed it.</summary>
    public MediaTime Time { get; set; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _lent, 0) == 1)
        {
            GiveBack();
        }
    }

    /// <summary>Begins its life, or the next one of a frame that is used again.</summary>
    protected void Lend(Plane luma, Plane blueDifference, Plane redDifference)
    {
        (Luma, BlueDifference, RedDifference) = (luma, blueDifference, redDifference);
        Interlocked.Exchange(ref _lent, 1);
    }

    /// <summary>Nobody reads the planes any more.</summary>
    protected abstract void GiveBack();
}
