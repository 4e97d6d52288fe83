using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Center;
using EdgeAgent.Cli.Center;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli;

/// <summary><c>center config publish</c>: zones, lines, rules, thresholds, time zone, connection.</summary>
internal static class CenterConfigPublishCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The settings, as remote.json has them." };
        var version = new Option<long>("--version-number") { Description = "Of these settings; it never goes down.", HelpName = "N", Required = true };
        var officer = new Option<string?>("--officer") { Description = "Who sets it, for the pole's audit log.", HelpName = "NAME" };
        var (broker, key, pole, json) = (new BrokerArguments(), new KeyArguments("operations"), new PoleOption(), new JsonOption());
        var verb = new Verb(
            "publish",
            "Sign the center's part of the configuration, leave it at the broker, and print what the pole makes of it.",
            "edgeagent center config publish zones.json --version-number 3 --pole seoul/pole-7 --key ops-1.pem")
        {
            file, version, officer, pole, json,
        };
        key.AddTo(verb);
        broker.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var signer = key.Read(parsed);
            using var disposing = signer.Key;
            var number = parsed.GetValue(version);
            var claims = new JsonObject { ["version"] = number, ["settings"] = Settings(parsed.GetValue(file)!) };
            if (parsed.GetValue(officer) is { } who)
            {
                claims["officer"] = who;
            }

            var status = await new StatePublisher(broker.Read(parsed), TimeProvider.System).PublishAsync<ConfigStatusMessage>(
                parsed.GetValue(pole)!, "config", signer, claims, told => told.Version == number || told.RefusedVersion == number, PublishPatience.Of, cancel);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(status, MessageJson.Options));
            }
            else
            {
                output.WriteLine($"version {status.Version} is in force: {MessageJson.KebabCase(status.State)}");
                StatusProblems.Write(status.Problems, parsed.InvocationConfiguration.Error);
            }

            return status.Version == number ? ExitCode.Done : ExitCode.Failed;
        });
        return verb;
    }

    private static JsonNode Settings(string path)
    {
        try
        {
            // Comments and line ends are for people; a signed message has none.
            return JsonNode.Parse(
                Encoding.UTF8.GetString(ConfigurationFile.Read(path)), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        }
        catch (JsonException e)
        {
            throw new ConfigurationException([new Domain.Problem("config/syntax", e.Message.ReplaceLineEndings(" "), "correct it", path)]);
        }
    }
}
