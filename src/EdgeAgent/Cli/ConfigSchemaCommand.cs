using System.CommandLine;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

/// <summary><c>config schema</c>: the JSON Schema by which editors complete the configuration.</summary>
internal static class ConfigSchemaCommand
{
    public static Command Create()
    {
        var verb = new Verb(
            "schema",
            "Print the JSON Schema of the configuration file.",
            "edgeagent config schema > agent.schema.json");
        verb.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(ConfigurationSchema.Root.ToJsonString(ConfigurationJson.Options));
            return ExitCode.Done;
        });
        return verb;
    }
}
