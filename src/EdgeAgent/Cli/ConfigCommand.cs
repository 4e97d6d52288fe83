using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary><c>config</c>: what is configured.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new Verb(
        "config",
        "Show the configuration and its schema.",
        "edgeagent config show")
    {
        ConfigShowCommand.Create(),
        ConfigSchemaCommand.Create(),
    };
}
