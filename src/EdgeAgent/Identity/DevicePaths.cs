namespace EdgeAgent.Identity;

/// <summary>Where keys and certificates lie below the data directory. All is made by enrolment, but for the device's key.</summary>
/// <param name="dataDirectory">Of the agent.</param>
internal sealed class DevicePaths(string dataDirectory)
{
    public string Folder { get; } = Path.Combine(dataDirectory, "identity");

    /// <summary>Private key of the device, which signs what the pole says. Made at the first start.</summary>
    public string DeviceKey => Path.Combine(Folder, "device.key");

    /// <summary>Whose signatures the pole believes.</summary>
    public string Trust => Path.Combine(Folder, "trust.jwks");

    /// <summary>Public key that clips are encrypted to; absent where they are not.</summary>
    public string CenterKey => Path.Combine(Folder, "center.jwks");
}
