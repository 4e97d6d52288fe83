using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>For how long the picture has been the same to the last bit of noise: a camera whose stream goes on may show one picture for ever.</summary>
internal sealed class StillPicture
{
    /// <summary>In 1/256 of a level: a repeated picture that is encoded anew differs by less, one of a living sensor by more.</summary>
    private const int Same = 128;

    /// <summary>The share of cells that may change: a clock in the corner goes on where the camera behind it hangs.</summary>
    private const double ClockShare = 0.02;

    private ushort[] _picture = [];
    private bool _isKnown;

    public double Seconds { get; private set; }

    public void Observe(SceneMap scene, TimeSpan elapsed)
    {
        if (_isKnown && _picture.Length == scene.Luma.Length && ChangedShare(scene.Luma) <= ClockShare)
        {
            Seconds += elapsed.TotalSeconds;
            return;
        }

        if (_picture.Length != scene.Luma.Length)
        {
            _picture = new ushort[scene.Luma.Length];
        }

        scene.Luma.CopyTo(_picture, 0);
        (_isKnown, Seconds) = (true, 0);
    }

    public void Forget() => (_isKnown, Seconds) = (false, 0);

    private double ChangedShare(ushort[] luma)
    {
        var (changed, most) = (0, (int)(luma.Length * ClockShare) + 1);
        for (var i = 0; i < luma.Length && changed <= most; i++)
        {
            changed += Math.Abs(luma[i] - _picture[i]) > Same ? 1 : 0;
        }

        return (double)changed / luma.Length;
    }
}
