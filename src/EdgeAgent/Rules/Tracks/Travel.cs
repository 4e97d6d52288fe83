using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Tracks;

/// <summary>
/// Whether an object has travelled of late. A box that only grows or shrinks, as the detector sees more or less of what stands there, moves
/// its foot point by no more than half the larger box.
/// </summary>
internal sealed class Travel(BoundingBox box)
{
    /// <summary>What has not come as far within that time stands.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(10);

    private BoundingBox _from = box;
    private TimeSpan _since = Lately;
    private bool _isLastButOne;

    /// <summary>It has come farther than half its size within the last ten seconds, or at one of the last two sights where those come slower.</summary>
    public bool IsUnderWay => _since < Lately || _isLastButOne;

    /// <summary>Where it is now, and nobody knows how it came there.</summary>
    public void Restart(in BoundingBox now) => (_from, _since, _isLastButOne) = (now, Lately, false);

    /// <param name="now">The next sight.</param>
    /// <param name="elapsed">Since the one before.</param>
    public void See(in BoundingBox now, TimeSpan elapsed)
    {
        _isLastButOne = _since == TimeSpan.Zero;
        _since = _since + elapsed < Lately ? _since + elapsed : Lately;
        var x = (now.FootPoint.X - _from.FootPoint.X) / Math.Max(now.Width, _from.Width);
        var y = (now.FootPoint.Y - _from.FootPoint.Y) / Math.Max(now.Height, _from.Height);
        if ((x * x) + (y * y) > 0.25f)
        {
            (_from, _since) = (now, TimeSpan.Zero);
        }
    }
}
