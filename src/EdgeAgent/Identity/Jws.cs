using System.Security.Cryptography;
using System.Text.Json;
using EdgeAgent.Domain;
using Jose;
using Base64Url = System.Buffers.Text.Base64Url;

namespace EdgeAgent.Identity;

/// <summary>
/// Signed messages: JSON Web Signature in the flattened JSON serialization (RFC 7515, 7.2.2) with ES256 alone. The header says with
/// <c>typ</c> what kind of message it is, so that a signature under one kind is none under another.
/// </summary>
internal static class Jws
{
    public const string ContentType = "application/jose+json";

    public const string MalformedCode = "signature/malformed";
    public const string UnknownKeyCode = "signature/unknown-key";
    public const string WrongRoleCode = "signature/wrong-role";
    public const string WrongTypeCode = "signature/wrong-type";
    public const string InvalidCode = "signature/invalid";

    /// <summary>A member that stands twice could be one thing to us and another to somebody else.</summary>
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Web) { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <param name="payload">What is signed, as it will be read.</param>
    /// <param name="key">Signs.</param>
    /// <param name="type">Kind of message, such as <c>edgeagent.command.v1</c>.</param>
    public static byte[] Sign(ReadOnlySpan<byte> payload, SigningKey key, string type)
    {
        var header = new Dictionary<string, object> { ["kid"] = key.KeyId, ["typ"] = type };
        var bytes = payload.ToArray();
        var compact = key.Use(signer => JWT.EncodeBytes(bytes, signer, JwsAlgorithm.ES256, header)).Split('.');
        return JsonSerializer.SerializeToUtf8Bytes(new Flattened(compact[0], compact[1], compact[2]), JsonSerializerOptions.Web);
    }

    /// <summary>Looks at the signature before anything in the payload is believed.</summary>
    /// <param name="message">As it came; its size is bounded by whoever took it.</param>
    /// <param name="keys">Whose word counts.</param>
    /// <param name="role">What the key must be allowed to say.</param>
    /// <param name="type">Kind of message that is expected.</param>
    /// <param name="refusal">Why not; null where it is valid.</param>
    public static VerifiedMessage? Verify(ReadOnlyMemory<byte> message, TrustedKeys keys, KeyRole role, string type, out Problem? refusal)
    {
        try
        {
            var flattened = JsonSerializer.Deserialize<Flattened>(message.Span, Strict);
            if (flattened is not { Protected: { } head, Payload: { } body, Signature: { } signature })
            {
                refusal = Malformed("protected, payload or signature is missing");
                return null;
            }

            var header = JsonSerializer.Deserialize<Header>(Base64Url.DecodeFromChars(head), Strict);
            refusal = header switch
            {
                null or { Alg: not "ES256" } => Malformed("alg is not ES256"),
                { Crit: not null } => Malformed("crit names what is not understood here"),
                { Kid: null } => Malformed("kid is missing"),
                _ when header.Typ != type => new Problem(WrongTypeCode, $"typ is '{Shorten(header.Typ)}', not '{type}'", "send it to the topic that it was signed for"),
                _ => null,
            };
            if (refusal is not null)
            {
                return null;
            }

            if (!keys.TryFind(header!.Kid!, out var key))
            {
                refusal = new Problem(UnknownKeyCode, $"key '{Shorten(header.Kid)}' is not trusted here", "sign with a key whose public half is in the pole's list");
                return null;
            }

            if (!key.Roles.Contains(role))
            {
                refusal = new Problem(WrongRoleCode, $"key '{key.KeyId}' may not say this", "sign with a key that has the role");
                return null;
            }

            using var verifier = ECDsa.Create(key.Parameters);
            return new VerifiedMessage(JWT.DecodeBytes($"{head}.{body}.{signature}", verifier, JwsAlgorithm.ES256), key);
        }
        catch (IntegrityException)
        {
            refusal = new Problem(InvalidCode, "the signature does not fit", "send exactly what was signed");
            return null;
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException or JoseException
            or CryptographicException or IndexOutOfRangeException)
        {
            refusal = Malformed(e.Message.ReplaceLineEndings(" "));
            return null;
        }
    }

    private static Problem Malformed(string reason) => new(
        MalformedCode, $"it is no flattened JWS with ES256: {Shorten(reason)}", "sign it with `edgeagent center`, or see the contract");

    private static string Shorten(string? text) => text is null ? "" : text.Length <= 100 ? text : $"{text[..100]}…";

    private sealed record Flattened(string Protected, string Payload, string Signature);

    private sealed record Header(string? Alg, string? Kid, string? Typ, JsonElement? Crit);
}
