using System.ComponentModel;

namespace EdgeAgent.Messaging;

/// <summary>
/// How a part is encrypted. Each block is AES-256-GCM, its tag of 16 bytes behind it; nonce: the block's index as a big-endian number of 96 bits;
/// associated data: UTF-8 of <c>{clip}/{part}/{block}/{blocks}</c>.
/// </summary>
internal sealed record ClipEncryptionMessage(
    [Description("Name of the center's key that the content key is wrapped to.")] string KeyId,
    [Description("The content key of 32 bytes as a compact JWE: ECDH-ES+A256KW, A256GCM.")] string Key);
