using System.Collections.Immutable;

namespace EdgeAgent.Outbox;

/// <summary>What was signed for a clip.</summary>
/// <param name="Manifest">The signed message, a flattened JWS.</param>
/// <param name="Sha256">Hash of what was signed, lower-case hexadecimal: the camera's next manifest names it.</param>
/// <param name="ContentKeys">32 bytes for each part; empty where clips go out as they are.</param>
internal sealed record ClipSeal(string Manifest, string Sha256, ImmutableArray<byte[]> ContentKeys);
