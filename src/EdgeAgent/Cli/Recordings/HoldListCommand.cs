using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli.Recordings;

/// <summary><c>recordings hold list</c>: what is kept, and why.</summary>
internal static class HoldListCommand
{
    public static Command Create()
    {
        var file = new ConfigFileOption();
        var json = new JsonOption();
        var verb = new Verb("list", "List what is held for cases, and until when.", "edgeagent recordings hold list --config /etc/edgeagent/agent.json")
        {
            file,
            json,
        };
        verb.SetAction(parsed =>
        {
            var (holds, problems) = HoldVerb.Book(AgentConfiguration.Load(parsed.GetValue(file)!).Options).Read();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(holds, ConfigurationJson.Options));
            }
            else if (holds.Count == 0)
            {
                output.WriteLine("nothing is held");
            }
            else
            {
                foreach (var hold in holds)
                {
                    output.WriteLine(HoldVerb.Describe(hold));
                }
            }

            FaultReport.WriteProblems(problems, parsed.InvocationConfiguration.Error);
            return ExitCode.Done;
        });
        return verb;
    }
}
