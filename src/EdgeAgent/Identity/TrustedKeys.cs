using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EdgeAgent.Identity;

/// <summary>Whose word counts: a JSON Web Key Set (RFC 7517) whose keys also name their <c>holder</c> and <c>roles</c>.</summary>
internal sealed class TrustedKeys
{
    private const int MostBytes = 256 * 1024;

    private readonly Dictionary<string, TrustedKey> _keys;

    public TrustedKeys(IEnumerable<TrustedKey> keys) => _keys = keys.ToDictionary(key => key.KeyId);

    public static TrustedKeys None { get; } = new([]);

    public ImmutableArray<TrustedKey> All => [.. _keys.Values.OrderBy(key => key.KeyId, StringComparer.Ordinal)];

    /// <summary>An absent file trusts nobody.</summary>
    /// <exception cref="IdentityException">The file cannot be read or is no such set.</exception>
    public static TrustedKeys Load(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return None;
            }

            if (new FileInfo(path).Length > MostBytes)
            {
                throw IdentityException.NotAKeySet(path, $"it has more than {MostBytes} bytes");
            }

            return new TrustedKeys(JsonWebKeys.Read(File.ReadAllBytes(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IdentityException.Unreadable(path, e);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw IdentityException.NotAKeySet(path, e.Message);
        }
    }

    public bool TryFind(string keyId, [NotNullWhen(true)] out TrustedKey? key) => _keys.TryGetValue(keyId, out key);
}
