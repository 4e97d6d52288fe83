using System.Security.Cryptography;

namespace EdgeAgent.Identity;

/// <summary>A private key of P-256 that signs, under the name by which its public half is known.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ECDsa _key;

    private SigningKey(string keyId, ECDsa key) => (KeyId, _key) = (keyId, key);

    public string KeyId { get; }

    public static SigningKey Create(string keyId) => new(keyId, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <param name="keyId">The name of the key.</param>
    /// <param name="path">PEM: PKCS #8 or SEC 1.</param>
    /// <exception cref="IdentityException">The file cannot be read or is no such key.</exception>
    public static SigningKey Load(string keyId, string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key.KeySize == 256 && key.ExportParameters(includePrivateParameters: true).D is not null
                ? new SigningKey(keyId, key)
                : throw new CryptographicException("it is public, or of another curve");
        }
        catch (Exception e)
        {
            key.Dispose();
            throw e is IOException or UnauthorizedAccessException ? IdentityException.Unreadable(path, e) : IdentityException.NotAKey(path, e);
        }
    }

    /// <summary>Loads the key, or makes one where there is none yet.</summary>
    /// <exception cref="IdentityException">The file cannot be read, is no such key, or cannot be written.</exception>
    public static SigningKey LoadOrCreate(string keyId, string path)
    {
        if (File.Exists(path))
        {
            return Load(keyId, path);
        }

        var key = Create(keyId);
        key.Save(path);
        return key;
    }

    /// <summary>Writes PKCS #8 in PEM that only its owner can read; whole or not at all.</summary>
    /// <exception cref="IdentityException">It cannot be written.</exception>
    public void Save(string path) => PrivateFile.Write(path, _key.ExportPkcs8PrivateKeyPem());

    /// <param name="holder">Who holds this key.</param>
    /// <param name="roles">What it may say.</param>
    public TrustedKey ToTrusted(string holder, params KeyRole[] roles) =>
        new(KeyId, holder, [.. roles], _key.ExportParameters(includePrivateParameters: false));

    /// <summary>Runs with the key while nobody else does: the native key is not made for two threads.</summary>
    public T Use<T>(Func<ECDsa, T> use)
    {
        lock (_lock)
        {
            return use(_key);
        }
    }

    public void Dispose() => _key.Dispose();
}
