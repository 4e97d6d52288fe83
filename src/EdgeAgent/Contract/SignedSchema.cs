using System.Text.Json.Nodes;

namespace EdgeAgent.Contract;

/// <summary>A flattened JWS (RFC 7515, 7.2.2) whose payload is as described.</summary>
internal static class SignedSchema
{
    private const string Base64Url = "[A-Za-z0-9_-]+";

    public static JsonObject Round(ContractMessage message, JsonObject payload)
    {
        var body = BodySchema.Text("What is signed: JSON in base64url, described by `contentSchema`.", Base64Url);
        body["contentEncoding"] = "base64url";
        body["contentMediaType"] = "application/json";
        body["contentSchema"] = payload;
        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = BodySchema.Names(["protected", "payload", "signature"]),
            ["properties"] = new JsonObject
            {
                ["protected"] = BodySchema.Text(
                    $"The header in base64url: `alg` is `ES256`, `kid` names the key, `typ` is `{message.Type}`. `crit` is refused.", Base64Url),
                ["payload"] = body,
                ["signature"] = BodySchema.Text("ECDSA with P-256 and SHA-256 over `protected.payload`, in base64url.", Base64Url),
            },
        };
    }
}
