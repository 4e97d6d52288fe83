using System.Collections.Immutable;
using System.Security.Cryptography;

namespace EdgeAgent.Identity;

/// <summary>The public half of a key, and what its holder may say.</summary>
/// <param name="KeyId">Names the key in a signature (RFC 7515, 4.1.4). Unique in its set.</param>
/// <param name="Holder">Who holds it: the <c>iss</c> or <c>consumer</c> of what it signs. Two keys of one holder make a change of keys possible.</param>
/// <param name="Roles">What it may say.</param>
/// <param name="Parameters">Of P-256, public only.</param>
internal sealed record TrustedKey(string KeyId, string Holder, ImmutableArray<KeyRole> Roles, ECParameters Parameters);
