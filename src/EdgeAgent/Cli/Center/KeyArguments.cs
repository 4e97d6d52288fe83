using System.CommandLine;
using EdgeAgent.Center;
using EdgeAgent.Identity;

namespace EdgeAgent.Cli.Center;

/// <summary>Whose key signs.</summary>
internal sealed class KeyArguments(string holder)
{
    private readonly Option<string> _file = new("--key") { Description = "File of the private key.", HelpName = "FILE", Required = true };
    private readonly Option<string?> _name = new("--key-id") { Description = "Name of the key. Absent: that of its file, without the ending.", HelpName = "ID" };
    private readonly Option<string> _holder = new("--holder") { Description = "Who holds the key, as the poles know it.", DefaultValueFactory = _ => holder, HelpName = "NAME" };

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_name);
        command.Add(_holder);
    }

    /// <exception cref="IdentityException">The file cannot be read or is no such key.</exception>
    public OperationsKey Read(ParseResult parsed)
    {
        var file = parsed.GetValue(_file)!;
        return new OperationsKey(
            SigningKey.Load(parsed.GetValue(_name) ?? Path.GetFileNameWithoutExtension(file), file), parsed.GetValue(_holder)!);
    }
}
