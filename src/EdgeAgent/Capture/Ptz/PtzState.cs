namespace EdgeAgent.Capture.Ptz;

internal enum PtzState
{
    /// <summary>The camera does not tell: rules go on.</summary>
    Unknown,

    Home,

    /// <summary>It looks elsewhere, or has not been back for long enough.</summary>
    Away,
}
