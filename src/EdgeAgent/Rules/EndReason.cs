namespace EdgeAgent.Rules;

/// <summary>Why an event ended, as it stands in the message.</summary>
internal static class EndReason
{
    public const string GotUp = "got-up";
    public const string LeftZone = "left-zone";
    public const string TrackLost = "track-lost";
    public const string StreamLost = "stream-lost";
    public const string Stopped = "stopped";
}
