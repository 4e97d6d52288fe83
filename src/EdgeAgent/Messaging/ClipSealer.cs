using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Outbox;

namespace EdgeAgent.Messaging;

/// <summary>Signs manifests with the key of the pole, and makes the keys that parts are encrypted with where the center has given one.</summary>
/// <param name="pole">Whose clips they are.</param>
/// <param name="key">Of the pole.</param>
/// <param name="center">Whom clips are encrypted to; null where they go out as they are.</param>
internal sealed class ClipSealer(PoleIdentity pole, SigningKey key, TrustedKey? center) : IClipSealer
{
    public const string Type = "edgeagent.clip.manifest.v1";

    public ClipSeal Seal(Clip clip, PoleMode mode, Severity severity, string? previous)
    {
        var plain = ClipManifestMessage.From(clip);
        ImmutableArray<byte[]> keys = center is null ? [] : [.. plain.Parts.Select(_ => RandomNumberGenerator.GetBytes(BlockCipher.KeyBytes))];
        var payload = JsonSerializer.SerializeToUtf8Bytes(
            plain with
            {
                Pole = pole.ToString(),
                Mode = mode,
                Severity = severity,
                Delivery = severity == Severity.Critical ? ClipDelivery.Push : ClipDelivery.Pull,
                PreviousManifest = previous,
                Parts = center is null
                    ? plain.Parts
                    : [.. plain.Parts.Select((part, index) => part with { Encryption = new ClipEncryptionMessage(center.KeyId, KeyWrap.Wrap(keys[index], center)) })],
            },
            MessageJson.Options);
        return new ClipSeal(Encoding.UTF8.GetString(Jws.Sign(payload, key, Type)), Convert.ToHexStringLower(SHA256.HashData(payload)), keys);
    }
}
