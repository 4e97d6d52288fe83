namespace EdgeAgent.Messaging;

/// <summary>
/// How a part is encrypted. Each block is AES-256-GCM, its tag of 16 bytes behind it; nonce: the block's index as a big-endian number of 96 bits;
/// associated data: UTF-8 of <c>{clip}/{part}/{block}/{blocks}</c>.
/// </summary>
/// <param name="KeyId">The center's key that the content key is wrapped to.</param>
/// <param name="Key">The content key of 32 bytes as a compact JWE (RFC 7516): ECDH-ES+A256KW, A256GCM.</param>
internal sealed record ClipEncryptionMessage(string KeyId, string Key);
