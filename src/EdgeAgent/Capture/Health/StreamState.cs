namespace EdgeAgent.Capture.Health;

/// <summary>How one stream is. After a fault it stays what the fault made it until a picture comes, however often it is tried again meanwhile.</summary>
internal enum StreamState
{
    /// <summary>Nothing is known yet.</summary>
    Connecting,

    /// <summary>Pictures come.</summary>
    Live,

    /// <summary>The connection stands, and nothing comes over it.</summary>
    Stalled,

    /// <summary>Something comes, and none of it is a picture.</summary>
    Undecodable,

    /// <summary>The camera refuses user or password.</summary>
    Unauthorized,

    /// <summary>No answer, no such stream, or the camera ended it.</summary>
    Gone,
}
