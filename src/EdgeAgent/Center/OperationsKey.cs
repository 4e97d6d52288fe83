using System.Text.Json.Nodes;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>Signs in the name of the holder of a key.</summary>
/// <param name="Key">The private key.</param>
/// <param name="Holder">As the poles know it.</param>
internal sealed record OperationsKey(SigningKey Key, string Holder)
{
    /// <summary>Claims for one pole, with <c>iss</c>, <c>aud</c> and <c>iat</c>, signed.</summary>
    public byte[] Sign(PoleIdentity pole, string type, DateTimeOffset now, JsonObject claims)
    {
        claims["iss"] = Holder;
        claims["aud"] = pole.ToString();
        claims["iat"] = now.ToUnixTimeSeconds();
        return Jws.Sign(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString(MessageJson.Options)), Key, type);
    }
}
