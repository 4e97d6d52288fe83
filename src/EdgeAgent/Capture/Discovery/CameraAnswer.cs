namespace EdgeAgent.Capture.Discovery;

/// <summary>What became of the questions to a camera.</summary>
internal enum CameraAnswer
{
    /// <summary>It told its profiles.</summary>
    Answered,

    /// <summary>It tells nothing without user and password.</summary>
    WantsLogin,

    /// <summary>It did not take the user and password.</summary>
    LoginRefused,

    /// <summary>It answered the search, but nothing else.</summary>
    Silent,

    /// <summary>What answers is not ONVIF, or not the part of it that tells streams.</summary>
    NotOnvif,

    /// <summary>Its address is not of the local network: it was not asked.</summary>
    Elsewhere,
}
