using System.Text.Json.Nodes;

namespace EdgeAgent.Contract;

/// <summary>A flattened JWS (RFC 7515, 7.2.2) whose payload is as described.</summary>
internal static class SignedSchema
{
    private const string Base64Url = "[A-Za-z0-9_-]+";

    public static JsonObject Round(ContractMessage message, JsonObject payload)
    {
        var properties = new JsonObject
        {
            ["protected"] = Encoded("The header in base64url, described by `contentSchema`. `crit` is refused.", Header(message)),
            ["payload"] = Encoded("What is signed: JSON in base64url, described by `contentSchema`.", payload),
            ["signature"] = BodySchema.Text("ECDSA with P-256 and SHA-256 over `protected.payload`, in base64url.", Base64Url),
        };
        var required = properties.Select(member => member.Key).ToList();
        if (message.Members != EnvelopeMembers.None)
        {
            properties["header"] = Place(message.Members);
            required.Add("header");
        }

        return new JsonObject { ["type"] = "object", ["required"] = BodySchema.Names(required), ["properties"] = properties };
    }

    private static JsonObject Encoded(string description, JsonObject content)
    {
        var schema = BodySchema.Text(description, Base64Url);
        schema["contentEncoding"] = "base64url";
        schema["contentMediaType"] = "application/json";
        schema["contentSchema"] = content;
        return schema;
    }

    private static JsonObject Header(ContractMessage message) => Described("Who signed, and as what.", new JsonObject
    {
        ["alg"] = BodySchema.Constant("ECDSA with P-256 and SHA-256.", "ES256"),
        ["kid"] = BodySchema.Text("Name of the key."),
        ["typ"] = BodySchema.Constant("What was signed as one kind of message is not valid as another.", message.SignedType!),
    });

    /// <summary>The unprotected header: what may change when the message is sent again, and a signature must not.</summary>
    private static JsonObject Place(EnvelopeMembers members) => Described("Not signed: its place in the pole's log.", EnvelopeSchema.Extensions(members));

    private static JsonObject Described(string description, JsonObject properties) => new()
    {
        ["description"] = description,
        ["type"] = "object",
        ["required"] = BodySchema.Names(properties.Select(member => member.Key)),
        ["properties"] = properties,
    };
}
