namespace EdgeAgent.Identity;

/// <summary>What a trusted key has signed.</summary>
/// <param name="Payload">The exact bytes that were signed.</param>
/// <param name="Signer">Whose key it was.</param>
internal sealed record VerifiedMessage(byte[] Payload, TrustedKey Signer);
