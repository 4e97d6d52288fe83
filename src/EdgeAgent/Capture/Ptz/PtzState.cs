namespace EdgeAgent.Capture.Ptz;

internal enum PtzState
{
    /// <summary>The camera does not tell: rules go on.</summary>
    Unknown,

    /// <summary>It has not told yet since its stream began: nothing is looked at, for as long as there is patience.</summary>
    Asking,

    Home,

    /// <summary>It looks elsewhere, or has not been back for long enough.</summary>
    Away,
}
