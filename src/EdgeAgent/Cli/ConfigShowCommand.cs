using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

/// <summary><c>config show</c>: every setting in force, and where it was written.</summary>
internal static class ConfigShowCommand
{
    public static Command Create()
    {
        var file = new ConfigFileOption();
        var json = new JsonOption();
        var verb = new Verb(
            "show",
            "Print every setting in force, its value, and where it comes from.",
            "edgeagent config show --config /etc/edgeagent/agent.json")
        {
            file,
            json,
        };
        verb.SetAction(parsed =>
        {
            var snapshot = AgentConfiguration.Load(parsed.GetValue(file)!);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                WriteJson(snapshot, output);
            }
            else
            {
                WriteTable(snapshot, output);
            }

            // The pole runs without its remote part; a person who looks should know.
            FaultReport.WriteProblems(snapshot.RemoteProblems, parsed.InvocationConfiguration.Error);
            return ExitCode.Done;
        });
        return verb;
    }

    private static void WriteTable(ConfigurationSnapshot snapshot, TextWriter output)
    {
        var rows = SettingInForce.List(snapshot).Select(setting => new[] { setting.Path, setting.Value.ToJsonString(SettingInForce.Compact), setting.Source });
        TextTable.Write(output, [["setting", "value", "source"], .. rows]);
        output.WriteLine();
        output.WriteLine($"version {snapshot.Version}");
    }

    private static void WriteJson(ConfigurationSnapshot snapshot, TextWriter output) =>
        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                snapshot.Version,
                Settings = SettingInForce.List(snapshot),
                RemoteProblems = snapshot.RemoteProblems,
            },
            ConfigurationJson.Options));
}
