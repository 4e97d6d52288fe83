using EdgeAgent.Identity;

namespace EdgeAgent.Messaging;

/// <summary>On which terms clips are sent.</summary>
/// <param name="KilobitsPerSecond">Most that blocks may take of the link; zero for no limit.</param>
/// <param name="Trusted">
/// Whose word of <c>done</c> counts, which lets a clip be deleted. Where there are keys of consumers, it must be signed by one of them; where there are
/// none, anybody's counts who names the right hashes.
/// </param>
internal sealed record ClipTerms(int KilobitsPerSecond, Func<TrustedKeys> Trusted)
{
    public const string DoneType = "edgeagent.clip.done.v1";

    /// <returns>Null where it does not count, for the reason.</returns>
    public ClipDoneMessage? ReadDone(byte[] payload, out string refusal)
    {
        var trusted = Trusted();
        if (!trusted.All.Any(key => key.Roles.Contains(KeyRole.Consumer)))
        {
            return Envelope.TryDecode<ClipDoneMessage>(payload, out _, out var plain, out refusal) ? plain : null;
        }

        if (Jws.Verify(payload, trusted, KeyRole.Consumer, DoneType, out var problem) is not { } signed)
        {
            refusal = problem!.ToString();
            return null;
        }

        return MessageJson.TryRead<ClipDoneMessage>(signed.Payload, out var done, out refusal) ? done : null;
    }
}
