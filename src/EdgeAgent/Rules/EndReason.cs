namespace EdgeAgent.Rules;

/// <summary>Why an event ended, as it stands in the message.</summary>
internal static class EndReason
{
    public const string LeftZone = "left-zone";
    public const string TrackLost = "track-lost";
    public const string StreamLost = "stream-lost";

    /// <summary>Its schedule ended.</summary>
    public const string Disarmed = "disarmed";

    /// <summary>The camera left its home preset.</summary>
    public const string CameraMoved = "camera-moved";

    public const string Stopped = "stopped";
}
