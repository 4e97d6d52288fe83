using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;

namespace EdgeAgent.Control;

/// <summary>
/// The first checks of everything that comes down, the cheapest first: size, content type, retain flag, signature and role, form. Until here
/// nobody knows who speaks, so that nobody is answered.
/// </summary>
/// <param name="trust">Whose word counts.</param>
/// <param name="pole"><c>{city}/{pole}</c>.</param>
internal sealed class SignedIntake(TrustFile trust, string pole)
{
    public string Pole { get; } = pole;

    /// <summary>Raised where a valid signature came: the center is there.</summary>
    public event Action? Heard;

    /// <param name="message">As it came.</param>
    /// <param name="role">Who may say this.</param>
    /// <param name="type">Kind of message.</param>
    /// <param name="mostBytes">Of the whole message.</param>
    /// <param name="mayBeRetained">A desired state is; a command never.</param>
    /// <param name="refusal">Why not; null where it is taken.</param>
    public SignedMessage? Open(DownlinkMessage message, KeyRole role, string type, int mostBytes, bool mayBeRetained, out Problem? refusal)
    {
        refusal = message.Payload.Length > mostBytes ? ControlProblems.TooLarge(message.Payload.Length, mostBytes)
            : message.ContentType != Jws.ContentType ? ControlProblems.WrongContentType(message.ContentType)
            : message.Retained && !mayBeRetained ? ControlProblems.Retained()
            : null;
        if (refusal is not null || Jws.Verify(message.Payload, trust.Current, role, type, out refusal) is not { } verified)
        {
            return null;
        }

        Heard?.Invoke();
        if (StrictJson.Parse(verified.Payload, out var reason) is { } claims)
        {
            return new SignedMessage(claims, verified.Signer);
        }

        refusal = ControlProblems.Malformed(reason);
        return null;
    }

    /// <summary>Whether it is from whom it says, and for this pole; null where it is.</summary>
    public Problem? CheckAddress(SignedMessage message, string issuerClaim = "iss") =>
        message.Claims.Text(issuerClaim) is var issuer && issuer != message.Signer.Holder ? ControlProblems.WrongIssuer(issuer, message.Signer.Holder)
        : message.Claims.Text("aud") is var audience && audience != Pole ? ControlProblems.WrongAudience(audience, Pole)
        : null;
}
