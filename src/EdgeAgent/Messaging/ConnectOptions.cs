using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Identity;
using MQTTnet;
using MQTTnet.Formatter;

namespace EdgeAgent.Messaging;

/// <summary>What stands in our CONNECT.</summary>
internal static class ConnectOptions
{
    private const ushort ReceiveMaximum = 16;
    private const uint MaximumPacketBytes = 256 * 1024;

    // MQTTnet's default falls to 2 MB/s with blocks of a clip.
    private const int ChannelBufferBytes = 64 * 1024;

    /// <summary>A reconnect within this time cancels the will.</summary>
    private const uint WillDelaySeconds = 15;

    /// <exception cref="MessagingException">The file with the password cannot be read.</exception>
    /// <exception cref="IdentityException">The password is a credential that the process was not given.</exception>
    public static MqttClientOptions For(BrokerOptions broker, SessionTerms terms, ServerCheck? server)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTcpServer(broker.Host, broker.Port)
            .WithTcpServer(tcp =>
            {
                tcp.BufferSize = ChannelBufferBytes;
                tcp.NoDelay = true;
            })
            .WithClientId(terms.ClientId)
            .WithCleanStart(false)
            .WithSessionExpiryInterval((uint)terms.Expiry.TotalSeconds)
            .WithReceiveMaximum(ReceiveMaximum)
            .WithMaximumPacketSize(MaximumPacketBytes)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(broker.KeepAliveSeconds))
            .WithTimeout(terms.AnswerTimeout);
        if (server is not null)
        {
            builder.WithTlsOptions(tls => Secure(tls, server));
        }

        if (broker.Username is not null)
        {
            builder.WithCredentials(broker.Username, ReadPassword(broker));
        }

        if (terms.Will is { } will)
        {
            builder.WithWillTopic(will.Topic)
                .WithWillPayload(System.Buffers.BuffersExtensions.ToArray(will.Payload))
                .WithWillRetain(will.Retain)
                .WithWillQualityOfServiceLevel(will.QualityOfServiceLevel)
                .WithWillContentType(will.ContentType)
                .WithWillDelayInterval(WillDelaySeconds);
            foreach (var property in will.UserProperties ?? [])
            {
                builder.WithWillUserProperty(property.Name, property.ValueBuffer);
            }
        }

        return builder.Build();
    }

    private static void Secure(MqttClientTlsOptionsBuilder tls, ServerCheck server)
    {
        tls.UseTls()
            .WithSslProtocols(SslProtocols.Tls12 | SslProtocols.Tls13)
            .WithTargetHost(server.ServerName)
            .WithCertificateValidationHandler(shown => shown.Certificate is { } certificate && server.Accept(
                X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()), shown.Chain?.ChainPolicy.ExtraStore ?? []));
        if (server.Material.Own is { } own)
        {
            // By our choice: the library's own leaves out a certificate whose authority the broker does not name.
            tls.WithClientCertificates([own]).WithCertificateSelectionHandler(_ => own);
        }
    }

    private static string? ReadPassword(BrokerOptions broker)
    {
        if (broker.PasswordFile is not { } setting)
        {
            return null;
        }

        var path = CredentialFile.Resolve(setting);
        try
        {
            // Read at every connect: a changed password needs no restart.
            return File.ReadLines(path).FirstOrDefault() ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw MessagingException.PasswordFile(path, e);
        }
    }
}
