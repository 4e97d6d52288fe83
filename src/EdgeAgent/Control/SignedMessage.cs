using System.Text.Json;
using EdgeAgent.Identity;

namespace EdgeAgent.Control;

/// <summary>What a trusted key has signed, taken apart.</summary>
/// <param name="Claims">The signed object.</param>
/// <param name="Signer">Whose key it was.</param>
internal sealed record SignedMessage(JsonElement Claims, TrustedKey Signer);
