using EdgeAgent.Domain;
using EdgeAgent.Identity;

namespace EdgeAgent.Messaging;

/// <summary>A broker that cannot be reached, refuses us, or is gone.</summary>
internal sealed class MessagingException(Problem problem, Exception? innerException = null)
    : ProblemException(problem, innerException)
{
    public const string TakenOverCode = "broker/taken-over";
    public const string DuplicateCode = "identity/duplicate";

    public static MessagingException Unreachable(BrokerOptions broker, Exception cause) => new(
        new Problem(
            "broker/unreachable",
            $"{broker.Host}:{broker.Port} does not answer as an MQTT 5 broker: {Innermost(cause).Message}",
            "check host and port, the network, and that the broker runs; the agent goes on trying"),
        cause);

    public static MessagingException WrongName(BrokerOptions broker, ServerCheck server) => new(new Problem(
        "broker/wrong-name",
        $"{broker.Host}:{broker.Port} shows the certificate {server.Finding}, which does not hold the name '{server.ServerName}'",
        "check broker.host, or set broker.tls.serverName to a name in the certificate"));

    public static MessagingException UnknownAuthority(BrokerOptions broker, ServerCheck server) => new(new Problem(
        "broker/unknown-authority",
        $"{broker.Host}:{broker.Port} shows a certificate that no authority of ours has signed: {server.Finding}",
        "put the certificate of the broker's authority into broker.tls.caFile",
        broker.Tls?.CaFile));

    public static MessagingException CertificateExpired(BrokerOptions broker, ServerCheck server) => new(new Problem(
        "broker/certificate-expired",
        $"{broker.Host}:{broker.Port} shows a certificate whose time is over: {server.Finding}",
        "renew the broker's certificate; check the pole's clock"));

    public static MessagingException CertificateRefused(BrokerOptions broker, ServerCheck server, Exception cause) => new(
        new Problem(
            "broker/certificate-refused",
            $"{broker.Host}:{broker.Port} ended the connection after the handshake, as for one that it does not accept: {(server.Material.Own is { } own ? $"our certificate {own.Subject}" : "a client without a certificate")}: {Innermost(cause).Message}",
            "set broker.tls.certificateFile and keyFile to a certificate that the broker's authority has signed and that is in force",
            broker.Tls?.CertificateFile),
        cause);

    public static MessagingException NoTls(BrokerOptions broker, Exception cause) => new(
        new Problem(
            "broker/no-tls",
            $"{broker.Host}:{broker.Port} does not speak TLS: {Innermost(cause).Message}",
            "set broker.port to that of the broker's TLS listener (often 8883)"),
        cause);

    public static MessagingException TlsFailed(BrokerOptions broker, Exception cause) => new(
        new Problem(
            "broker/tls",
            $"{broker.Host}:{broker.Port} and we agree on no TLS: {Innermost(cause).Message}",
            "let the broker speak TLS 1.2 or 1.3"),
        cause);

    public static MessagingException Limits(Problem problem) => new(problem);

    public static MessagingException Unauthorized(BrokerOptions broker, string reason) => new(new Problem(
        "broker/unauthorized",
        $"{broker.Host}:{broker.Port} refuses {(broker.Username is null ? "a client without user name" : $"user '{broker.Username}'")}: {reason}",
        "check username and passwordFile against the broker's accounts"));

    public static MessagingException Refused(BrokerOptions broker, string reason) => new(new Problem(
        "broker/refused", $"{broker.Host}:{broker.Port} refuses: {reason}", "look into the broker's log"));

    public static MessagingException PasswordFile(string path, Exception cause) => new(
        new Problem("broker/password-file", cause.Message, "name a file that the agent's user can read", path), cause);

    public static MessagingException Lost(BrokerOptions broker, string reason) => new(new Problem(
        "broker/connection-lost", $"{broker.Host}:{broker.Port}: {reason}", "it is connected again by itself"));

    public static MessagingException TakenOver(BrokerOptions broker, string clientId) => new(new Problem(
        TakenOverCode,
        $"{broker.Host}:{broker.Port}: another client with the id '{clientId}' took the connection over",
        "if it happens again, another device has this pole's name: give each its own"));

    public static Problem Duplicate(Problem takenOver) => takenOver with
    {
        Code = DuplicateCode,
        Message = takenOver.Message + ", twice within five minutes",
        Remedy = "find the second device with this pole's name (a copied card?) and give each its own",
    };

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
