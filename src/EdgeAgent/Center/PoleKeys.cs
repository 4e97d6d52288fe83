using EdgeAgent.Identity;
using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>
/// By which key each pole signs: those that were given, or else the first that a pole has named in its <c>meta</c>, which it must keep to.
/// </summary>
/// <param name="given">The poles' keys as enrolment knows them; null to believe the first one of each.</param>
internal sealed class PoleKeys(TrustedKeys? given)
{
    private readonly Dictionary<PoleIdentity, TrustedKey> _first = [];

    /// <summary>Hears what a pole says of itself.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Hear(PoleIdentity pole, JsonWebKeys.WebKey? named)
    {
        if (given is not null || named is null)
        {
            return null;
        }

        try
        {
            var key = JsonWebKeys.ToTrusted(named);
            if (key.KeyId != pole.ToString() || !key.Roles.Contains(KeyRole.Pole))
            {
                return $"the key '{key.KeyId}' is not that of this pole";
            }

            return _first.TryAdd(pole, key) || IsSame(_first[pole], key) ? null : "it names another key than before; its manifests are judged by the first one";
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or FormatException)
        {
            return $"its key cannot be read: {e.Message}";
        }
    }

    /// <summary>Whether the pole's word can be judged yet.</summary>
    public bool Knows(PoleIdentity pole) => given is not null || _first.ContainsKey(pole);

    /// <summary>Reads a manifest after looking at its signature.</summary>
    /// <returns>Null where it does not count, for the reason.</returns>
    public ClipManifestMessage? ReadManifest(PoleIdentity pole, ReadOnlyMemory<byte> payload, out string reason)
    {
        var keys = given ?? (_first.TryGetValue(pole, out var first) ? new TrustedKeys([first]) : TrustedKeys.None);
        if (Jws.Verify(payload, keys, KeyRole.Pole, ClipSealer.Type, out var refusal) is not { } signed)
        {
            reason = refusal!.ToString();
            return null;
        }

        if (signed.Signer.Holder != pole.ToString())
        {
            reason = $"it is signed by {signed.Signer.Holder}";
            return null;
        }

        if (!MessageJson.TryRead<ClipManifestMessage>(signed.Payload, out var manifest, out reason))
        {
            return null;
        }

        reason = "it was signed for another pole";
        return manifest.Pole == pole.ToString() ? manifest : null;
    }

    private static bool IsSame(TrustedKey one, TrustedKey other) =>
        one.Parameters.Q.X.AsSpan().SequenceEqual(other.Parameters.Q.X) && one.Parameters.Q.Y.AsSpan().SequenceEqual(other.Parameters.Q.Y);
}
