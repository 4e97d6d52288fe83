using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Center;
using EdgeAgent.Cli.Center;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli;

/// <summary><c>center config diff</c>: what the center wants, and what is in force.</summary>
internal static class CenterConfigDiffCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var (broker, pole, json) = (new BrokerArguments(), new PoleOption(), new JsonOption());
        var verb = new Verb(
            "diff",
            "Print what differs between the configuration that the broker holds for a pole and what the pole says is in force. Nothing differs: exit code 0.",
            "edgeagent center config diff --pole seoul/pole-7")
        {
            pole, json,
        };
        broker.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var asked = parsed.GetValue(pole)!;
            var (desired, status) = await new StatePublisher(broker.Read(parsed), TimeProvider.System)
                .ReadAsync<ConfigStatusMessage>(asked, "config", Patience, cancel);
            if (status is null)
            {
                throw CenterException.NotReached(asked.ToString(), "it has not said what is in force");
            }

            var inForce = Leaves(status.Settings is { } settings ? JsonNode.Parse(settings.GetRawText()) : null, "");
            var wanted = Leaves(desired?["settings"], "");
            var rows = wanted.Keys.Union(inForce.Keys).Order(StringComparer.Ordinal)
                .Select(path => (Path: path, Desired: wanted.GetValueOrDefault(path), InForce: inForce.GetValueOrDefault(path)))
                .Where(row => row.Desired != row.InForce).ToList();
            Write(rows, desired, status, parsed.GetValue(json), parsed.InvocationConfiguration);
            return rows.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return verb;
    }

    private static void Write(
        List<(string Path, string? Desired, string? InForce)> rows, JsonObject? desired, ConfigStatusMessage status, bool asJson, InvocationConfiguration io)
    {
        if (asJson)
        {
            io.Output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    desiredVersion = (long?)desired?["version"],
                    status.Version,
                    status.State,
                    differences = rows.Select(row => new { row.Path, row.Desired, row.InForce }),
                },
                MessageJson.Options));
            return;
        }

        io.Output.WriteLine($"desired: {(desired is null ? "nothing" : $"version {desired["version"]}")}; in force: version {status.Version}, {MessageJson.KebabCase(status.State)}");
        if (rows.Count > 0)
        {
            TextTable.Write(io.Output, [["setting", "desired", "in force"], .. rows.Select(row => new[] { row.Path, row.Desired ?? "-", row.InForce ?? "-" })]);
        }

        StatusProblems.Write(status.Problems, io.Error);
    }

    /// <summary>Every value by its path, such as <c>cameras[0].zones[1].id</c>.</summary>
    private static Dictionary<string, string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Key : $"{path}.{member.Key}")).ToDictionary(),
        JsonArray items => items.SelectMany((item, i) => Leaves(item, $"{path}[{i}]")).ToDictionary(),
        null => [],
        _ => new() { [path] = node.ToJsonString(MessageJson.Options) },
    };
}
