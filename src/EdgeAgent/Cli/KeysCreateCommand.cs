using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Identity;

namespace EdgeAgent.Cli;

/// <summary><c>keys create</c>: a private key that signs, and its public half for the poles.</summary>
internal static class KeysCreateCommand
{
    public static Command Create()
    {
        var name = new Option<string>("--name") { Description = "Of the key, unique at the poles.", HelpName = "ID", Required = true };
        var holder = new Option<string>("--holder") { Description = "Who holds it: several keys may have one holder.", HelpName = "NAME", Required = true };
        var role = new Option<KeyRole[]>("--role") { Description = "What it may say: operations or consumer.", HelpName = "ROLE", Required = true };
        var folder = new Option<string>("--out") { Description = "Where NAME.pem, which nobody else may read, and NAME.jwk are put.", HelpName = "DIR", Required = true };
        var verb = new Verb(
            "create",
            "Make a private key, and print its public half for the poles.",
            "edgeagent keys create --name ops-1 --holder operations --role operations --out keys")
        {
            name, holder, role, folder,
        };
        verb.SetAction(parsed =>
        {
            var (id, file) = (parsed.GetValue(name)!, Path.Combine(parsed.GetValue(folder)!, $"{parsed.GetValue(name)}.pem"));
            if (!System.Text.RegularExpressions.Regex.IsMatch(id, Identifier.Pattern))
            {
                throw Failed("keys/name", $"'{id}' is no name of a key", Identifier.Expected, "--name");
            }

            // Whoever overwrites a key has locked all of its poles.
            if (File.Exists(file))
            {
                throw Failed("keys/exists", "there is a key already", "give another name: two keys of one holder make a change of keys possible", file);
            }

            using var key = SigningKey.Create(id);
            key.Save(file);
            var text = JsonSerializer.Serialize(JsonWebKeys.ToJson(key.ToTrusted(parsed.GetValue(holder)!, parsed.GetValue(role)!)), JsonWebKeys.Options);
            PrivateFile.Write(Path.ChangeExtension(file, ".jwk"), text + "\n");
            parsed.InvocationConfiguration.Output.WriteLine(text);
            return ExitCode.Done;
        });
        return verb;
    }

    private static IdentityException Failed(string code, string message, string remedy, string path) => new(new Problem(code, message, remedy, path));
}
