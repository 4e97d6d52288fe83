using System.CommandLine;
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

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_host, _port, _root, _user, _password])
        {
            command.Add(option);
        }
    }

    public BrokerOptions Read(ParseResult parsed) => new()
    {
        Host = parsed.GetValue(_host)!,
        Port = parsed.GetValue(_port),
        TopicRoot = parsed.GetValue(_root)!,
        Username = parsed.GetValue(_user),
        PasswordFile = parsed.GetValue(_password),
    };
}
