using System.Text.Json;

namespace EdgeAgent.Control;

/// <summary>One request of the center whose signature is right.</summary>
/// <param name="Id">Its <c>jti</c>: the same request has the same.</param>
/// <param name="Issuer">Holder of the key.</param>
/// <param name="IssuedAt">Seconds since 1970.</param>
/// <param name="ExpiresAt">Seconds since 1970.</param>
/// <param name="Epoch">Of the pole, as the center knew it.</param>
/// <param name="Params">Of the verb; null for none.</param>
internal sealed record Command(
    Guid Id, string Issuer, string Verb, long IssuedAt, long ExpiresAt, long? Epoch, JsonElement? Params, string? Purpose, string? CaseId, string? Officer)
{
    private const int LongestText = 200;

    /// <summary>Null where it has no usable <c>jti</c>: nobody could be answered.</summary>
    public static Command? Read(SignedMessage message)
    {
        var claims = message.Claims;
        return claims.Text("jti") is { } jti && Guid.TryParseExact(jti, "D", out var id)
            ? new Command(
                id,
                message.Signer.Holder,
                claims.Text("verb") ?? "",
                claims.Number("iat") ?? 0,
                claims.Number("exp") ?? 0,
                claims.Number("epoch"),
                claims.TryGetProperty("params", out var given) ? given : null,
                Words("purpose"),
                Words("caseId"),
                Words("officer"))
            : null;

        string? Words(string name) => claims.Text(name) is { } text && !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText ? text.Trim() : null;
    }
}
