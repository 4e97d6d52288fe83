namespace EdgeAgent.Identity;

/// <summary>Who the pole is, and whom it believes.</summary>
internal sealed class DeviceIdentity : IDisposable
{
    private DeviceIdentity(SigningKey key, string holder, TrustedKeys trusted) => (Key, PublicKey, Trusted) = (key, key.ToTrusted(holder, KeyRole.Pole), trusted);

    /// <summary>Signs what the pole says. Its name is <c>{city}/{pole}</c>.</summary>
    public SigningKey Key { get; }

    /// <summary>The half of it that the center knows.</summary>
    public TrustedKey PublicKey { get; }

    /// <summary>Whose commands, orders, configuration and acknowledgements count.</summary>
    public TrustedKeys Trusted { get; }

    /// <summary>Makes the device's key at the first start.</summary>
    /// <param name="paths">Where keys lie.</param>
    /// <param name="pole"><c>{city}/{pole}</c>.</param>
    /// <exception cref="IdentityException">A file cannot be read or used, or the key cannot be written.</exception>
    public static DeviceIdentity Open(DevicePaths paths, string pole) =>
        new(SigningKey.LoadOrCreate(pole, paths.DeviceKey), pole, TrustedKeys.Load(paths.Trust));

    public void Dispose() => Key.Dispose();
}
