using System.Net.Sockets;
using System.Security.Authentication;
using EdgeAgent.Identity;

namespace EdgeAgent.Messaging;

/// <summary>
/// Tells what a failed attempt to connect means. MQTTnet has no family of faults, and .NET tells alerts of TLS only as the text of OpenSSL
/// (RFC 8446, 6.2).
/// </summary>
internal static class ConnectFailure
{
    private static readonly string[] OurCertificate =
        ["certificate required", "bad certificate", "certificate unknown", "unknown ca", "certificate expired", "certificate revoked", "access denied", "unsupported certificate", "handshake failure"];

    public static MessagingException Explain(BrokerOptions broker, Exception fault, ServerCheck? server)
    {
        if (server is null)
        {
            return MessagingException.Unreachable(broker, fault);
        }

        var causes = Causes(fault).ToList();
        var text = string.Join(": ", causes.Select(cause => cause.Message));
        return server.Verdict switch
        {
            ServerVerdict.WrongName => MessagingException.WrongName(broker, server),
            ServerVerdict.Expired => MessagingException.CertificateExpired(broker, server),
            ServerVerdict.UnknownAuthority => MessagingException.UnknownAuthority(broker, server),
            _ when text.Contains("alert", StringComparison.Ordinal) && OurCertificate.Any(alert => text.Contains(alert, StringComparison.Ordinal)) =>
                MessagingException.CertificateRefused(broker, server, fault),
            _ when text.Contains("alert", StringComparison.Ordinal) || text.Contains("protocol version", StringComparison.Ordinal) =>
                MessagingException.TlsFailed(broker, fault),

            // It ended or spoke otherwise before it had shown a certificate.
            null when causes.Any(cause => cause is AuthenticationException or IOException
                or SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown }) =>
                MessagingException.NoTls(broker, fault),

            // TLS 1.3 tells the client after its handshake, and the alert may be lost with the connection.
            ServerVerdict.Good => MessagingException.CertificateRefused(broker, server, fault),
            _ => MessagingException.Unreachable(broker, fault),
        };
    }

    private static IEnumerable<Exception> Causes(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            yield return fault;
        }
    }
}
