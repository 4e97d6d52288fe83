using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Contract;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli;

/// <summary><c>contract</c>: what the pole says and hears over MQTT, for those who build the other end.</summary>
internal static class ContractCommand
{
    public static Command Create()
    {
        var directory = new Option<DirectoryInfo?>("--out") { Description = "Write asyncapi.json, schemas and examples into this directory.", HelpName = "DIR" };
        var privacy = new Option<bool>("--privacy") { Description = "List every member of a message that is about a person." };
        var json = new JsonOption();
        var verb = new Verb(
            "contract",
            "Show the MQTT contract: its messages, its schemas, and what in it is about persons.",
            "edgeagent contract --out contract")
        {
            directory, privacy, json,
        };
        verb.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(directory) is { } target)
            {
                foreach (var name in ContractFiles.Write(target.FullName))
                {
                    output.WriteLine(name);
                }
            }
            else if (parsed.GetValue(privacy))
            {
                Print(output, parsed.GetValue(json), [.. PersonalField.All()], ["message", "field", "purpose", "retention"], field =>
                    [field.Message, field.Field.Length == 0 ? "(all of it)" : field.Field, field.Purpose, field.Retention]);
            }
            else
            {
                Print(output, parsed.GetValue(json), [.. Messages.All.Select(Row)], ["from", "topic", "type", "form", "retained", "expires"], row => row);
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static string[] Row(ContractMessage message) =>
    [
        message.FromPole ? "pole" : "center",
        message.Topic,
        message == Messages.Event ? "edgeagent.event.{type}.{phase}.v1" : message.Type,
        MessageJson.KebabCase(message.Form),
        message.Retained ? "yes" : "no",
        message.Expiry is { } expiry ? $"{expiry.TotalSeconds:0} s" : "never",
    ];

    private static void Print<T>(TextWriter output, bool asJson, T[] rows, string[] heading, Func<T, string[]> cells)
    {
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(
                rows.Select(row => heading.Zip(cells(row)).ToDictionary(cell => cell.First, cell => cell.Second)), ConfigurationJson.Options));
        }
        else
        {
            TextTable.Write(output, [heading, .. rows.Select(cells)]);
        }
    }
}
