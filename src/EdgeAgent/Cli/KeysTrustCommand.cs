using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli;

/// <summary><c>keys trust</c>: the list of those whose word counts.</summary>
internal static class KeysTrustCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The list, at a pole DATA/identity/trust.jwks. It is made where it is not there." };
        var add = new Option<string?>("--add") { Description = "Trust the key of this file.", HelpName = "JWK" };
        var remove = new Option<string?>("--remove") { Description = "Trust the key of this name no longer.", HelpName = "ID" };
        var json = new JsonOption();
        var verb = new Verb(
            "trust",
            "Print whose word counts, after adding a key or taking one out. A pole that runs hears of it at once.",
            "edgeagent keys trust /var/lib/edgeagent/identity/trust.jwks --add keys/ops-1.jwk")
        {
            file, add, remove, json,
        };
        verb.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var keys = TrustedKeys.Load(path).All.ToList();
            if (parsed.GetValue(add) is { } fresh)
            {
                var key = Read(fresh);
                keys.RemoveAll(known => known.KeyId == key.KeyId);
                keys.Add(key);
            }

            if (parsed.GetValue(remove) is { } gone && keys.RemoveAll(known => known.KeyId == gone) == 0)
            {
                throw new IdentityException(new Problem("keys/unknown", $"there is no key '{gone}'", "name one of the list", path));
            }

            if (parsed.GetValue(add) is not null || parsed.GetValue(remove) is not null)
            {
                PrivateFile.Write(path, JsonWebKeys.Write(keys));

                // Whoever is root here must not lock the agent out.
                Recording.Disk.FileOwner.TakeFromFolder(Path.GetFullPath(path));
            }

            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonWebKeys.Write(keys));
            }
            else
            {
                TextTable.Write(output, [["key", "holder", "roles"], .. keys.Select(key => new[] { key.KeyId, key.Holder, string.Join(", ", key.Roles.Select(MessageJson.KebabCase)) })]);
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static TrustedKey Read(string path)
    {
        try
        {
            return JsonWebKeys.ToTrusted(JsonSerializer.Deserialize<JsonWebKeys.WebKey>(File.ReadAllBytes(path), JsonWebKeys.Options)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IdentityException.Unreadable(path, e);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw IdentityException.NotAKeySet(path, e.Message);
        }
    }
}
