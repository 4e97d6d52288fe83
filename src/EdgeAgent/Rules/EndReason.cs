namespace EdgeAgent.Rules;

/// <summary>Why an event ended, as it stands in the message.</summary>
internal static class EndReason
{
    /// <summary>The camera left its home preset.</summary>
    public const string CameraMoved = "camera-moved";

    /// <summary>What it was about is no longer so.</summary>
    public const string Cleared = "cleared";

    /// <summary>A minute's count, which is a moment.</summary>
    public const string Counted = "counted";

    /// <summary>A line was crossed, which is a moment.</summary>
    public const string Crossed = "crossed";

    /// <summary>Its schedule ended.</summary>
    public const string Disarmed = "disarmed";

    /// <summary>Who lay there is upright again.</summary>
    public const string GotUp = "got-up";

    public const string LeftZone = "left-zone";

    /// <summary>What stood has moved away.</summary>
    public const string Moved = "moved";

    /// <summary>A turned camera's new view, or another format's, has become its usual one.</summary>
    public const string NewView = "new-view";

    /// <summary>A view, or a fixed thing, is as it was.</summary>
    public const string Restored = "restored";

    public const string StreamLost = "stream-lost";

    public const string Stopped = "stopped";

    /// <summary>A thing is no longer where it lay.</summary>
    public const string Taken = "taken";

    public const string TrackLost = "track-lost";
}
