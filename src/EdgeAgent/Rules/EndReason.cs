namespace EdgeAgent.Rules;

/// <summary>Why an event ended, as it stands in the message.</summary>
internal static class EndReason
{
    public const string LeftZone = "left-zone";
    /// <summary>A turned camera's new view has become its usual one.</summary>
    public const string NewView = "new-view";

    /// <summary>A view, or a fixed thing, is as it was.</summary>
    public const string Restored = "restored";

    /// <summary>A thing is no longer where it lay.</summary>
    public const string Taken = "taken";

    public const string TrackLost = "track-lost";
    public const string StreamLost = "stream-lost";
    public const string Stopped = "stopped";
}
