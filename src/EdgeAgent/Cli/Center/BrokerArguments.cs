using System.CommandLine;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Center;

/// <summary>Where the broker is, the same on every verb of the center's side.</summary>
internal sealed class BrokerArguments
{
    private readonly Option<string> _host = new("--broker") { Description = "Host of the MQTT broker.", DefaultValueFactory = _ => "127.0.0.1", HelpName = "HOST" };
    private readonly Option<int> _port = new("--port") { Description = "Port of the broker.", DefaultValueFactory = _ => 1883, HelpName = "N" };
    private readonly Option<string> _root = new("--root") { Description = "What all topics begin with.", DefaultValueFactory = _ => "safecity/v1", HelpName = "TOPIC" };
    private readonly Option<string?> _user = new("--username") { Description = "User at the broker.", HelpName = "NAME" };
    private readonly Option<string?> _password = new("--password-file") { Description = "File that holds the password on its first line.", HelpName = "FILE" };

    private readonly Option<bool> _tls = new("--tls") { Description = "Speak TLS with the broker; implied by the options below." };
    private readonly Option<string?> _authority = new("--ca") { Description = "Certificates (PEM) of the authorities that may have signed the broker's. Absent: those of the system.", HelpName = "FILE" };
    private readonly Option<string?> _certificate = new("--certificate") { Description = "Own certificate (PEM), where the broker asks for one.", HelpName = "FILE" };
    private readonly Option<string?> _certificateKey = new("--certificate-key") { Description = "Private key of the own certificate (PEM).", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_host, _port, _root, _user, _password, _tls, _authority, _certificate, _certificateKey])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(_certificate) is null != result.GetValue(_certificateKey) is null)
            {
                result.AddError("--certificate and --certificate-key belong together");
            }
        });
    }

    public BrokerOptions Read(ParseResult parsed) => new()
    {
        Host = parsed.GetValue(_host)!,
        Port = parsed.GetValue(_port),
        TopicRoot = parsed.GetValue(_root)!,
        Username = parsed.GetValue(_user),
        PasswordFile = parsed.GetValue(_password),
        Tls = parsed.GetValue(_tls) || parsed.GetValue(_authority) is not null || parsed.GetValue(_certificate) is not null
            ? new TlsOptions
            {
                CaFile = parsed.GetValue(_authority),
                CertificateFile = parsed.GetValue(_certificate),
                KeyFile = parsed.GetValue(_certificateKey),
            }
            : null,
    };
}
