namespace EdgeAgent.Identity;

/// <summary>Who the pole is, and whom it believes.</summary>
internal sealed class DeviceIdentity : IDisposable
{
    private DeviceIdentity(SigningKey key, string holder, TrustFile trust, TrustedKey? center) =>
        (Key, PublicKey, Trust, Center) = (key, key.ToTrusted(holder, KeyRole.Pole), trust, center);

    /// <summary>Signs what the pole says. Its name is <c>{city}/{pole}</c>.</summary>
    public SigningKey Key { get; }

    /// <summary>The half of it that the center knows.</summary>
    public TrustedKey PublicKey { get; }

    /// <summary>Whose commands, orders, configuration and acknowledgements count.</summary>
    public TrustFile Trust { get; }

    /// <summary>Whom clips are encrypted to; null where they go out as they are.</summary>
    public TrustedKey? Center { get; }

    /// <summary>Makes the device's key at the first start.</summary>
    /// <param name="paths">Where keys lie.</param>
    /// <param name="pole"><c>{city}/{pole}</c>.</param>
    /// <exception cref="IdentityException">A file cannot be read or used, or the key cannot be written.</exception>
    public static DeviceIdentity Open(DevicePaths paths, string pole)
    {
        var center = TrustedKeys.Load(paths.CenterKey).All;
        return center.Length > 1
            ? throw IdentityException.NotAKeySet(paths.CenterKey, $"it has {center.Length} keys, and clips are encrypted to one")
            : new DeviceIdentity(SigningKey.LoadOrCreate(pole, paths.DeviceKey), pole, new TrustFile(paths.Trust), center.FirstOrDefault());
    }

    public void Dispose() => Key.Dispose();
}
