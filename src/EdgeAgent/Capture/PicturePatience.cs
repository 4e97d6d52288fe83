using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

/// <summary>How long a connection may bring packets and no picture before another one is worth a try.</summary>
internal sealed class PicturePatience
{
    /// <summary>A camera with a keyframe every 20 s is a strange one, but not a broken one.</summary>
    public static readonly TimeSpan ForKeyframe = TimeSpan.FromSeconds(30);

    // Whatever began with a keyframe has shown a picture by then.
    private static readonly TimeSpan ForPicture = TimeSpan.FromSeconds(5);

    private MediaTime? _since;
    private MediaTime? _keyframeSince;

    /// <summary>A packet has come.</summary>
    public void Wait(MediaTime time, bool isKeyframe)
    {
        _since ??= time;
        _keyframeSince ??= isKeyframe ? time : null;
    }

    /// <summary>A picture has come, or none could.</summary>
    public void Restart(MediaTime time) => (_since, _keyframeSince) = (time, null);

    public bool IsOver(MediaTime time) => time - _since > ForKeyframe || time - _keyframeSince > ForPicture;
}
