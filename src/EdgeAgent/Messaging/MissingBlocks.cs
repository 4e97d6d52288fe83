namespace EdgeAgent.Messaging;

/// <param name="Index">The part.</param>
/// <param name="Missing">Base64 of a bitmap: block n is bit n mod 8, from the lowest, of byte n / 8.</param>
internal sealed record MissingBlocks(int Index, byte[] Missing);
