using System.Security.Cryptography;
using EdgeAgent.Domain;
using Jose;

namespace EdgeAgent.Identity;

/// <summary>Content keys on their way to the holder of a key: compact JWE with ECDH-ES+A256KW and A256GCM (RFC 7516; RFC 7518, 4.6).</summary>
internal static class KeyWrap
{
    public static string Wrap(byte[] contentKey, TrustedKey to)
    {
        using var recipient = ECDiffieHellman.Create(to.Parameters);
        return JWT.EncodeBytes(
            contentKey, recipient, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["kid"] = to.KeyId });
    }

    /// <exception cref="IdentityException">It was wrapped for another key, or is none.</exception>
    public static byte[] Unwrap(string wrapped, SigningKey key)
    {
        try
        {
            using var recipient = key.Use(signer => ECDiffieHellman.Create(signer.ExportParameters(includePrivateParameters: true)));
            return JWT.DecodeBytes(wrapped, recipient, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM);
        }
        catch (Exception e) when (e is JoseException or FormatException or ArgumentException or CryptographicException
            or InvalidOperationException or IndexOutOfRangeException or System.Text.Json.JsonException or KeyNotFoundException or InvalidCastException)
        {
            throw new IdentityException(new Problem("identity/not-for-this-key", $"a content key cannot be unwrapped: {e.Message}", "use the key that the clips are encrypted to"), e);
        }
    }
}
