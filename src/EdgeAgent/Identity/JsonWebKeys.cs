using System.Buffers.Text;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Identity;

/// <summary>Public keys of P-256 as JSON (RFC 7517; RFC 7518, 6.2.1).</summary>
internal static class JsonWebKeys
{
    private const int CoordinateBytes = 32;

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <exception cref="JsonException">It is no such set.</exception>
    /// <exception cref="FormatException">A coordinate is no Base64url of 32 bytes.</exception>
    public static ImmutableArray<TrustedKey> Read(ReadOnlySpan<byte> set) =>
        [.. (JsonSerializer.Deserialize<KeySet>(set, Options) ?? throw new JsonException("it is null")).Keys.Select(ToTrusted)];

    public static string Write(IEnumerable<TrustedKey> keys) =>
        JsonSerializer.Serialize(new KeySet([.. keys.Select(ToJson)]), Options);

    public static WebKey ToJson(TrustedKey key) => new(
        "EC", "P-256", Base64Url.EncodeToString(key.Parameters.Q.X), Base64Url.EncodeToString(key.Parameters.Q.Y), key.KeyId, key.Holder, key.Roles);

    /// <exception cref="JsonException">It is no public key of P-256 with a name, a holder and roles.</exception>
    /// <exception cref="FormatException">A coordinate is no Base64url of 32 bytes.</exception>
    public static TrustedKey ToTrusted(WebKey key)
    {
        if (key is not { Kty: "EC", Crv: "P-256", Kid.Length: > 0, Holder.Length: > 0, Roles.IsDefaultOrEmpty: false })
        {
            throw new JsonException($"key '{key?.Kid}' is not of kty EC and crv P-256 with kid, holder and roles");
        }

        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Coordinate(key.X), Y = Coordinate(key.Y) } };
        try
        {
            // Refuses a point that is not on the curve.
            using var point = ECDsa.Create(parameters);
        }
        catch (CryptographicException e)
        {
            throw new JsonException($"key '{key.Kid}' is no point of P-256: {e.Message}");
        }

        return new TrustedKey(key.Kid, key.Holder, key.Roles, parameters);
    }

    private static byte[] Coordinate(string? text) =>
        Base64Url.DecodeFromChars(text) is { Length: CoordinateBytes } bytes ? bytes : throw new FormatException("a coordinate has not 32 bytes");

    /// <summary>One key as it is written, in the members' own short names.</summary>
    internal sealed record WebKey(
        [Description("Always `EC`.")] string Kty,
        [Description("Always `P-256`.")] string Crv,
        [Description("First coordinate of the point, 32 bytes in base64url.")] string X,
        [Description("Second coordinate of the point, 32 bytes in base64url.")] string Y,
        [Description("Name of the key, as in the header of what it signs.")] string Kid,
        [Description("Whose key it is.")] string Holder,
        [Description("What its holder may say with it.")] ImmutableArray<KeyRole> Roles);

    private sealed record KeySet(ImmutableArray<WebKey> Keys);
}
