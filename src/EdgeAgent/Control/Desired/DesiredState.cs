using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;

namespace EdgeAgent.Control.Desired;

/// <summary>One signed, versioned state that the center wants, as it came.</summary>
/// <param name="Version">Never goes down.</param>
/// <param name="Hash">Of what was signed: two that differ cannot have one version.</param>
/// <param name="Claims">The signed object.</param>
/// <param name="Issuer">Holder of the key.</param>
internal sealed record DesiredState(long Version, string Hash, JsonElement Claims, string Issuer)
{
    /// <summary>Beyond it numbers are no longer exact in every JSON reader, and there would be no way up from a mistake.</summary>
    private const long EndOfVersions = 1L << 53;

    /// <summary>
    /// Null where it is refused. An empty message means that somebody has cleared what the broker kept: that is no word of the center, and what is
    /// in force stays.
    /// </summary>
    public static DesiredState? Read(SignedIntake intake, DownlinkMessage message, string type, out Problem? refusal)
    {
        if (message.Payload.IsEmpty)
        {
            refusal = DesiredProblems.Cleared();
            return null;
        }

        if (intake.Open(message, KeyRole.Operations, type, ControlInbox.DesiredMostBytes, mayBeRetained: true, out refusal) is not { } signed
            || (refusal = intake.CheckAddress(signed)) is not null)
        {
            return null;
        }

        if (signed.Claims.Number("version") is > 0 and < EndOfVersions and var version)
        {
            return new DesiredState(
                version, Audit.AuditChain.HashOf(System.Text.Encoding.UTF8.GetBytes(signed.Claims.GetRawText())), signed.Claims, signed.Signer.Holder);
        }

        refusal = DesiredProblems.NoVersion();
        return null;
    }

    /// <summary>Whether it may follow on what was here before; null where it may.</summary>
    public Problem? CheckVersion(long seen, string? seenHash) =>
        Version < seen ? DesiredProblems.OldVersion(Version, seen)
        : Version == seen && seenHash is not null && Hash != seenHash ? DesiredProblems.SameVersion(Version)
        : null;
}
