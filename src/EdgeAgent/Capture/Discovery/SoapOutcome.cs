namespace EdgeAgent.Capture.Discovery;

/// <summary>How a device took a request.</summary>
internal enum SoapOutcome
{
    Answered,

    /// <summary>It wants a login, or another one.</summary>
    Unauthorized,

    /// <summary>It is an ONVIF device, but cannot do this.</summary>
    Fault,

    /// <summary>Something answers that is no ONVIF device.</summary>
    Foreign,

    /// <summary>No connection, or no answer in time.</summary>
    Silent,
}
